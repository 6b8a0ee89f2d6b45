using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Goes on along several branches.</summary>
[Activity("Elsa", "Branching", "Goes on along several branches at once.")]
[FlowNode]
public sealed class FlowFork : Activity
{
    [Input(Description = "Names of the branches.", UIHint = "dynamic-outcomes")]
    public Input<List<string>>? Branches { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var branches = Branches.GetOrDefault(context);
        return branches is { Count: > 0 } ? context.CompleteActivityWithOutcomesAsync([.. branches]) : context.CompleteActivityAsync();
    }
}
