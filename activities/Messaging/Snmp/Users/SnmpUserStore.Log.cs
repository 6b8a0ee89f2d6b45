using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Users;

internal sealed partial class SnmpUserStore
{
    [LoggerMessage(3152, LogLevel.Error, "The SNMPv3 user '{User}' is not in force: its keys cannot be decrypted. Restore the key file, or save the user again.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string user);
}
