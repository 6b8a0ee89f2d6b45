namespace Orchestrator.Server.Auth;

internal sealed partial class SessionSweeper
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Debug, Message = "Deleted {Count} expired sessions.")]
    private static partial void LogSwept(ILogger logger, int count);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Warning, Message = "Expired sessions were not deleted; trying again later.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
