using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

internal sealed partial class TrapDispatcher
{
    [LoggerMessage(3131, LogLevel.Error, "Dispatching trap {TrapId} failed; it stays pending and is tried again.")]
    private static partial void LogDispatchFailed(ILogger logger, Exception exception, string trapId);
}
