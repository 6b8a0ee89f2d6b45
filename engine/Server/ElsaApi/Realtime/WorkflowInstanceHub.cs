using Microsoft.AspNetCore.SignalR;
using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Instances;

namespace Orchestrator.Server.ElsaApi.Realtime;

/// <summary>
/// Tells viewers of an instance that it has gone on, after the commit that says so. Messages: <c>ActivityExecutionLogUpdatedAsync({stats})</c>,
/// <c>WorkflowExecutionLogUpdatedAsync({})</c>, <c>WorkflowInstanceUpdatedAsync({workflowInstanceId})</c>.
/// </summary>
internal sealed class WorkflowInstanceHub(InstanceAccess access, InstanceWatch watch) : Hub
{
    public const string Path = "/elsa/hubs/workflow-instance";

    /// <summary>Called by the client; one that the caller may not see is refused like an unknown one.</summary>
    public async Task ObserveInstanceAsync(string workflowInstanceId)
    {
        var caller = Context.GetHttpContext()!.Caller();
        if (await access.FindAsync(workflowInstanceId, caller, Context.ConnectionAborted) is not { } summary)
            throw new HubException($"There is no workflow instance '{workflowInstanceId}'.");
        if (!watch.Add(Context.ConnectionId, workflowInstanceId, summary.UpdatedAt))
            throw new HubException($"A connection observes {InstanceWatch.MaxPerConnection} instances at most, and all of them {InstanceWatch.MaxInstances}.");
        await Groups.AddToGroupAsync(Context.ConnectionId, workflowInstanceId, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
