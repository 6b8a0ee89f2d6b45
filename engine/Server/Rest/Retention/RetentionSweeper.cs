namespace Orchestrator.Server.Rest.Retention;

/// <summary>Applies the policies every ten minutes.</summary>
internal sealed partial class RetentionSweeper(Retention retention, TimeProvider time, ILogger<RetentionSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var (deleted, archived) = await retention.SweepAsync(stoppingToken);
                if (deleted > 0)
                    LogSwept(logger, deleted, archived);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(EventId = 5241, Level = LogLevel.Information, Message = "Deleted {Deleted} finished instances whose time was over, {Archived} of them archived.")]
    private static partial void LogSwept(ILogger logger, int deleted, int archived);

    [LoggerMessage(EventId = 5242, Level = LogLevel.Error, Message = "Finished instances could not be archived or deleted; trying again later.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
