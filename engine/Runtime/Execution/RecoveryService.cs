using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>At start lets interrupted instances go on from their last commit. One that never gets through becomes an incident after a few tries.</summary>
internal sealed partial class RecoveryService(InstanceExecutor executor, IWorkflowStore store, WorkflowRunner runner, RuntimeGate gate, ILogger<RecoveryService> logger) : BackgroundService
{
    private const int MaxAttempts = 5;
    private const int Page = 200;
    private static readonly ParallelOptions Degree = new() { MaxDegreeOfParallelism = 16 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        string? after = null;
        while (true)
        {
            var ids = await store.FindInterruptedAsync(after, Page, stoppingToken);
            if (ids.Count == 0)
                return;
            await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = Degree.MaxDegreeOfParallelism, CancellationToken = stoppingToken }, RecoverAsync);
            after = ids[^1];
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await executor.DrainAsync().WaitAsync(cancellationToken);
    }

    private async ValueTask RecoverAsync(string instanceId, CancellationToken stoppingToken)
    {
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
            await executor.ContinueAsync(instanceId, _ => ValueTask.FromResult(true), stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, instanceId);
        }
    }

    [LoggerMessage(2011, LogLevel.Information, "Instance {InstanceId} was interrupted and goes on from its last commit.")]
    private static partial void LogRecovered(ILogger logger, string instanceId);

    [LoggerMessage(2012, LogLevel.Error, "Instance {InstanceId} could not be recovered; it stays as it is until the next start.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string instanceId);
}
