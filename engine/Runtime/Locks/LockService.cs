using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Runtime.Locks;

/// <summary>Tells instances that the lock they wait for is theirs, again until they have committed that they know; takes locks from instances that have ended.</summary>
/// <remarks>Every node does this; being told twice does no harm. A holder whose lease ends gives the lock up itself; only one that cannot loses it after 30 s of grace.</remarks>
internal sealed partial class LockService(ILockStore store, IWorkflowRuntime runtime, LockSignal signal, RuntimeGate gate, TimeProvider timeProvider, ILogger<LockService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly string StimulusName = new NamedLock().Type;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var grant in await store.SweepAsync(Grace, stoppingToken))
                    await TellAsync(grant, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }

            await signal.WaitAsync(Interval, timeProvider, stoppingToken);
        }
    }

    private async ValueTask TellAsync(LockGrant grant, CancellationToken stoppingToken)
    {
        try
        {
            await runtime.DispatchAsync(
                new Stimulus { Name = StimulusName, Payload = NamedLock.StimulusOf(grant.Owner), WorkflowInstanceId = grant.InstanceId, StartsWorkflows = false },
                stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotTold(logger, e, grant.Name, grant.InstanceId);
        }
    }

    [LoggerMessage(2121, LogLevel.Error, "Locks could not be looked through; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2122, LogLevel.Error, "Instance {InstanceId} could not be told that lock {LockName} is its own; trying again.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string lockName, string instanceId);
}
