using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp;

internal sealed partial class SnmpTrapListener
{
    [LoggerMessage(3141, LogLevel.Warning, "Stopping took too long: {Count} received datagrams were not stored.")]
    private static partial void LogStoppedEarly(ILogger logger, int count);

    [LoggerMessage(3142, LogLevel.Critical, "Processing of traps has ended by a fault; restart the process.")]
    private static partial void LogProcessingFailed(ILogger logger, Exception exception);
}
