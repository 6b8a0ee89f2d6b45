using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

internal sealed partial class SpoolPump
{
    [LoggerMessage(3161, LogLevel.Error, "{Count} received datagrams could not be written to the spool: is the disk full? Next attempt in {Delay}.")]
    private static partial void LogAppendFailed(ILogger logger, Exception exception, int count, TimeSpan delay);
}
