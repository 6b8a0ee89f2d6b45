using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

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
        var state = WorkflowStateJson.Read(stored.State.Span);
        var incidents = await store.ListIncidentsAsync(new IncidentFilter { InstanceId = id, PageSize = 100 }, cancellationToken);
        var row = stored.Summary;
        return new InstanceDetail(
            row.Id, row.Tenant, row.DefinitionId, row.DefinitionName, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name, row.IncidentCount, row.CreatedAt,
            row.UpdatedAt, row.FinishedAt, row.ParentInstanceId, Copy(state.Input), Copy(state.Output), Variables(state),
            [.. state.Bookmarks.Select(BookmarkAnswer.Of)], [.. incidents.Items.Select(IncidentAnswer.Of)]);
    }

    private static Dictionary<string, object?> Copy(IDictionary<string, object?> values) => new(values);

    /// <summary>The workflow's own first, then those of containers that are at work; when it is finished, the values it ended with.</summary>
    private static IReadOnlyList<VariableAnswer> Variables(WorkflowState state)
    {
        var slots = state.FinalVariables.Count > 0 ? state.FinalVariables : state.ActivityExecutionContexts.SelectMany(context => context.Variables ?? []);
        return [.. slots.Select(slot => new VariableAnswer(slot.Name, slot.Value))];
    }
}
