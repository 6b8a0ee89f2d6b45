using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab.Bus;

internal sealed partial class EventPump
{
    [LoggerMessage(9101, LogLevel.Warning, "The notifications wait: the bus does not take them ({Reason}).")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
