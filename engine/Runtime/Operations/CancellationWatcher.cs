using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Operations;

/// <summary>Interrupts bursts of this node whose instances were cancelled on another one, within a second. On SQLite there is no other node, so it does nothing.</summary>
internal sealed partial class CancellationWatcher(
    InstanceExecutor executor, IOperationStore store, IDatabase database, RuntimeGate gate, TimeProvider timeProvider, ILogger<CancellationWatcher> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Kind != DatabaseKind.PostgreSql)
            return;
        await gate.WaitUntilOpenAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var ids in executor.AtWork.Chunk(Batch))
                {
                    foreach (var id in await store.FindFinishedAsync(ids, stoppingToken))
                        executor.Interrupt(id);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(2211, LogLevel.Warning, "Could not look for instances that other nodes have cancelled; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
