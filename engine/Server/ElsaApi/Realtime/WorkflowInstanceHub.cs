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

    /// <summary>
    /// Called by the client. False: it will not be told, because there is no such instance, or none that it may see, or because too many are observed already
    /// (<see cref="InstanceWatch.MaxPerConnection"/>, <see cref="InstanceWatch.MaxInstances"/>).
    /// </summary>
    public async Task<bool> ObserveInstanceAsync(string workflowInstanceId)
    {
        var caller = Context.GetHttpContext()!.Caller();
        if (await access.FindAsync(workflowInstanceId, caller, Context.ConnectionAborted) is not { } summary || !watch.Add(Context.ConnectionId, workflowInstanceId, summary.UpdatedAt))
            return false;
        await Groups.AddToGroupAsync(Context.ConnectionId, workflowInstanceId, Context.ConnectionAborted);
        return true;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
