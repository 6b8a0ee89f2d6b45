using Microsoft.Extensions.Options;

namespace Orchestrator.Server.Auth;

/// <summary>Deletes expired sessions from time to time.</summary>
internal sealed partial class SessionSweeper(IdentityStore store, TimeProvider time, IOptions<SessionOptions> options, ILogger<SessionSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            LogSwept(logger, await store.DeleteExpiredSessionsAsync(time.GetUtcNow(), cancellationToken));
        }
        catch (System.Data.Common.DbException exception)
        {
            LogFailed(logger, exception);
        }
    }
}
