using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Idempotency;

/// <summary>Forgets the answers to idempotent requests after a day.</summary>
internal sealed partial class RequestSweeper(IRequestStore store, TimeProvider time, ILogger<RequestSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                LogSwept(logger, await store.DeleteBeforeAsync(time.GetUtcNow() - Life, stoppingToken));
            }
            catch (System.Data.Common.DbException exception)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(EventId = 5201, Level = LogLevel.Debug, Message = "Forgot {Count} answers to idempotent requests.")]
    private static partial void LogSwept(ILogger logger, int count);

    [LoggerMessage(EventId = 5202, Level = LogLevel.Warning, Message = "Old answers to idempotent requests were not deleted; trying again later.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
