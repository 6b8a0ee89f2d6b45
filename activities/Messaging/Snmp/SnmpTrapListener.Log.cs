using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp;

internal sealed partial class SnmpTrapListener
{
    [LoggerMessage(3141, LogLevel.Information, "{Bytes} bytes of received traps are left in the spool; the next start works them off.")]
    private static partial void LogStoppedEarly(ILogger logger, long bytes);

    [LoggerMessage(3142, LogLevel.Critical, "Processing of traps has ended by a fault; restart the process.")]
    private static partial void LogProcessingFailed(ILogger logger, Exception exception);

    [LoggerMessage(3143, LogLevel.Warning, "Users, rules or MIBs of the trap receiver could not be read anew; what was read before stays in force.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
