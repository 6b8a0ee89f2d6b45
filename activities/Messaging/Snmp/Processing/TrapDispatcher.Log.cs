using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

internal sealed partial class TrapDispatcher
{
    [LoggerMessage(3131, LogLevel.Error, "Dispatching trap {TrapId} failed; it stays pending and is tried again.")]
    private static partial void LogDispatchFailed(ILogger logger, Exception exception, string trapId);

    [LoggerMessage(3132, LogLevel.Warning, "It is not known whether instances wait for traps; each trap looks for them itself.")]
    private static partial void LogWaitsUnknown(ILogger logger, Exception exception);
}
