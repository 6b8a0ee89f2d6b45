using System.Diagnostics;
using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Rest.Incidents;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>Reads instances that the caller may see; a foreign one looks like none.</summary>
internal sealed class InstanceReader(IWorkflowStore store)
{
    public async ValueTask<InstanceSummary?> FindSummaryAsync(string id, ApiCaller caller, CancellationToken cancellationToken) =>
        await store.FindSummaryAsync(id, cancellationToken) is { } summary && caller.MaySee(summary.Tenant) ? summary : null;

    public async ValueTask<InstanceDetail?> FindAsync(string id, ApiCaller caller, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } stored || !caller.MaySee(stored.Summary.Tenant))
            return null;
        var state = StateCodec.Read(stored.State.Span);
        var incidents = await store.ListIncidentsAsync(new IncidentFilter { InstanceId = id, PageSize = 100 }, cancellationToken);
        return new InstanceDetail(InstanceAnswer.Of(stored.Summary))
        {
            TraceId = ActivityContext.TryParse(state.TraceParent, null, out var trace) ? trace.TraceId.ToHexString() : null,
            Input = Shown(state.Input),
            Output = Shown(state.Output),
            Variables = Variables(state),
            Bookmarks = [.. state.Bookmarks.Select(BookmarkAnswer.Of)],
            Incidents = [.. incidents.Items.Select(IncidentAnswer.Of)],
        };
    }

    private static Dictionary<string, object?> Shown(IDictionary<string, object?> values) => values.ToDictionary(p => p.Key, p => SecretText.MaskIn(p.Value));

    /// <summary>The workflow's own first, then those of containers that are at work; when it is finished, the values it ended with.</summary>
    private static IReadOnlyList<VariableAnswer> Variables(WorkflowState state)
    {
        var slots = state.FinalVariables.Count > 0 ? state.FinalVariables : state.ActivityExecutionContexts.SelectMany(context => context.Variables ?? []);
        return [.. slots.Select(slot => new VariableAnswer(slot.Name, SecretText.MaskIn(slot.Value)))];
    }
}
