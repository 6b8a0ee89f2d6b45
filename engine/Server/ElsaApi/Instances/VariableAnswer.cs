using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record VariableAnswer(string Id, string Name, object? Value)
{
    /// <summary>The workflow's own first, then those of containers at work; of a finished instance the values it ended with.</summary>
    public static IReadOnlyList<VariableAnswer> All(WorkflowState state)
    {
        var slots = state.FinalVariables.Count > 0 ? state.FinalVariables : state.ActivityExecutionContexts.SelectMany(context => context.Variables ?? []);
        return [.. slots.Select(slot => new VariableAnswer(slot.Id, slot.Name, slot.Value))];
    }
}
