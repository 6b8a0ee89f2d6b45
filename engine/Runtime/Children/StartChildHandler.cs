using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>
/// Starts children that parents have committed to. One that cannot start counts as ended, so that the parent does not wait for ever. A worker of a channel stays with a child
/// until its first wait.
/// </summary>
internal sealed class StartChildHandler(IServiceProvider services, IWorkflowStore store, IOptions<DispatchOptions> options) : IOutboxHandler
{
    public string Kind => StartChild.MessageKind;

    public IReadOnlyDictionary<string, int> Lanes { get; } = options.Value.Channels.AsReadOnly();

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var child = payload.Deserialize<StartChild>(PlainJson.Options)!;
        var request = child.ToStart();
        if (await store.FindByIdempotencyKeyAsync(request.IdempotencyKey!, cancellationToken) is not null)
            return;
        var subStatus = WorkflowSubStatus.Cancelled;
        try
        {
            var runtime = services.GetRequiredService<IWorkflowRuntime>();
            var isOnChannel = child.Channel is not null && Lanes.ContainsKey(child.Channel);
            if ((isOnChannel ? (await runtime.RunAsync(request, cancellationToken)).InstanceId : await runtime.StartAsync(request, cancellationToken)) is not null)
                return;
        }
        catch (WorkflowFaultException)
        {
            subStatus = WorkflowSubStatus.Faulted; // The version was deleted meanwhile.
        }

        if (child.ReportsTo is not null)
        {
            await services.GetRequiredService<FinishedWorkflowHandler>().DeliverAsync(
                new FinishedWorkflow
                {
                    InstanceId = child.InstanceId,
                    ParentInstanceId = child.ParentInstanceId,
                    ActivityInstanceId = child.ReportsTo,
                    Status = WorkflowStatus.Finished,
                    SubStatus = subStatus,
                    Output = new Dictionary<string, object?>(),
                },
                cancellationToken);
        }
    }
}
