using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

internal sealed partial class MibStore
{
    [LoggerMessage(3153, LogLevel.Warning, "'{File}' is no MIB and gives no names: {Fault}")]
    private static partial void LogUnreadable(ILogger logger, string file, string fault);
}
