using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

internal sealed partial class TrapWaits
{
    [LoggerMessage(3132, LogLevel.Warning, "It is not known whether instances wait for traps; each trap looks for them itself.")]
    private static partial void LogUnknown(ILogger logger, Exception exception);
}
