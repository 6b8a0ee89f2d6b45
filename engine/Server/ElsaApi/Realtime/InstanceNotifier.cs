using System.Data.Common;
using Microsoft.AspNetCore.SignalR;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.ActivityExecutions;

namespace Orchestrator.Server.ElsaApi.Realtime;

/// <summary>
/// Tells the viewers of instances what has changed: at most four times a second, less often where counting takes long. Commits of this node are marked as they happen;
/// those of other nodes are found by looking at the instances every two seconds.
/// </summary>
internal sealed partial class InstanceNotifier(
    InstanceWatch watch, IHubContext<WorkflowInstanceHub> hub, ExecutionReader executions, IWorkflowStore store, TimeProvider timeProvider, ILogger<InstanceNotifier> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = timeProvider.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(stoppingToken);
            var since = timeProvider.GetTimestamp();
            var isTimeToLook = timeProvider.GetElapsedTime(looked) >= Look;
            if (isTimeToLook)
                looked = since;
            foreach (var instance in watch.All())
            {
                try
                {
                    if (isTimeToLook && await store.FindSummaryAsync(instance.Id, stoppingToken) is { } summary && summary.UpdatedAt > instance.UpdatedAt)
                        instance.CommittedElsewhere(summary.UpdatedAt);
                    await TellAsync(instance, stoppingToken);
                }
                catch (Exception exception) when (exception is DbException or TimeoutException)
                {
                    LogFailed(logger, exception, instance.Id);
                }
            }

            var pause = timeProvider.GetElapsedTime(since) * 4;
            await Task.Delay(pause > Pause ? pause : Pause, timeProvider, stoppingToken);
        }
    }

    /// <summary>Until something is committed here, or it is time to look.</summary>
    private async ValueTask WaitAsync(CancellationToken stoppingToken)
    {
        using var look = new CancellationTokenSource(Look, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, look.Token);
        try
        {
            await watch.Changes.ReadAsync(linked.Token);
        }
        catch (OperationCanceledException) when (look.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            // It is time to look.
        }
    }

    private async ValueTask TellAsync(WatchedInstance instance, CancellationToken cancellationToken)
    {
        if (!instance.TryTake(out var places))
            return;
        var group = hub.Clients.Group(instance.Id);
        var stats = await executions.CountAsync(instance.Id, places, cancellationToken);
        await group.SendAsync("ActivityExecutionLogUpdatedAsync", new ReportAnswer([.. stats.Where(place => !IsRoot(place.ActivityNodeId))]), cancellationToken);
        await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new object(), cancellationToken);
        await group.SendAsync("WorkflowInstanceUpdatedAsync", new InstanceUpdated(instance.Id), cancellationToken);
    }

    /// <summary>The whole and its root have no place on the canvas.</summary>
    private static bool IsRoot(string nodeId) => nodeId.AsSpan().Count(':') < 2;

    [LoggerMessage(EventId = 5021, Level = LogLevel.Warning, Message = "The viewers of instance {InstanceId} could not be told that it has gone on; they are told with its next commit.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string instanceId);
}
