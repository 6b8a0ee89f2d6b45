using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>Finds instances that the caller may see; a foreign one looks like none.</summary>
internal sealed class InstanceAccess(IWorkflowStore store)
{
    public async ValueTask<InstanceSummary?> FindAsync(string id, ApiCaller caller, CancellationToken cancellationToken) =>
        await store.FindSummaryAsync(id, cancellationToken) is { } summary && caller.MaySee(summary.Tenant) ? summary : null;

    public async ValueTask<(InstanceSummary Summary, WorkflowState State)?> LoadAsync(string id, ApiCaller caller, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken) is not { } stored || !caller.MaySee(stored.Summary.Tenant))
            return null;
        return (stored.Summary, StateCodec.Read(stored.State.Span));
    }
}
