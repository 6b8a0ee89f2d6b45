using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>
/// Lets interrupted instances go on from their last commit: at start those that the process before left behind, later those whose burst broke off here. One that
/// never gets further becomes an incident after a few tries; one that cannot even be loaded becomes one at once. Neither holds up the others, or the start.
/// </summary>
internal sealed partial class RecoveryService(
    InstanceExecutor executor, IWorkflowStore store, WorkflowRunner runner, RecoveryQueue queue, RuntimeGate gate, TimeProvider timeProvider, ILogger<RecoveryService> logger)
    : BackgroundService
{
    private const int MaxAttempts = 5;
    private const int Page = 200;
    private const int Degree = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        await RecoverLeftBehindAsync(stoppingToken);
        while (true)
        {
            var reported = await queue.TakeAsync(stoppingToken);
            await Task.Delay(Pause, timeProvider, stoppingToken);
            await RecoverAllAsync(reported, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await executor.DrainAsync().WaitAsync(cancellationToken);
    }

    private async ValueTask RecoverLeftBehindAsync(CancellationToken stoppingToken)
    {
        string? after = null;
        while (true)
        {
            try
            {
                var ids = await store.FindInterruptedAsync(after, Page, stoppingToken);
                if (ids.Count == 0)
                    return;
                await RecoverAllAsync(ids, stoppingToken);
                after = ids[^1];
            }
            catch (Exception e) when (IsAway(e))
            {
                LogStoreAway(logger, e);
                await Task.Delay(Pause, timeProvider, stoppingToken);
            }
        }
    }

    private Task RecoverAllAsync(IEnumerable<string> ids, CancellationToken stoppingToken) => Parallel.ForEachAsync(
        ids, new ParallelOptions { MaxDegreeOfParallelism = Degree, CancellationToken = stoppingToken, TaskScheduler = TaskScheduler.Current }, RecoverAsync);

    private async ValueTask RecoverAsync(string instanceId, CancellationToken stoppingToken)
    {
        if (executor.IsAtWork(instanceId))
            return; // It was started or resumed by the time that it was found.
        try
        {
            var poisoned = false;
            var known = await executor.ChangeAsync(
                instanceId,
                run =>
                {
                    if (run.Status == WorkflowStatus.Finished || run.SubStatus is not (WorkflowSubStatus.Executing or WorkflowSubStatus.Pending))
                        return ValueTask.FromResult(false);
                    poisoned = ++run.RecoveryAttempts > MaxAttempts;
                    if (poisoned)
                        runner.Poison(run, $"The instance was interrupted {MaxAttempts} times at the same place. Look into the log for the cause, then retry it.");
                    return ValueTask.FromResult(true);
                },
                stoppingToken);
            if (!known || poisoned)
                return;
            LogRecovered(logger, instanceId);
            await executor.ContinueAsync(instanceId, run => ValueTask.FromResult(run.SubStatus is WorkflowSubStatus.Executing or WorkflowSubStatus.Pending), stoppingToken);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogStoreAway(logger, e);
            queue.Report(instanceId);
        }
        catch (RunAbortedException)
        {
            // Somebody else has committed in between: it is at work.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, instanceId);
            await ParkAsync(instanceId, e, stoppingToken);
        }
    }

    private async ValueTask ParkAsync(string instanceId, Exception cause, CancellationToken stoppingToken)
    {
        try
        {
            await executor.ParkAsync(instanceId, $"The instance cannot be loaded: {cause.Message} Mend that, then retry it.", stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStoreAway(logger, e);
            queue.Report(instanceId);
        }
    }

    /// <summary>What passes by itself: the database is away.</summary>
    private static bool IsAway(Exception exception) => exception is DbException or SocketException or TimeoutException or IOException;

    [LoggerMessage(2011, LogLevel.Information, "Instance {InstanceId} was interrupted and goes on from its last commit.")]
    private static partial void LogRecovered(ILogger logger, string instanceId);

    [LoggerMessage(2012, LogLevel.Error, "Instance {InstanceId} cannot be recovered; it becomes an incident.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string instanceId);

    [LoggerMessage(2013, LogLevel.Warning, "Interrupted instances could not be read or written; trying again.")]
    private static partial void LogStoreAway(ILogger logger, Exception exception);
}
