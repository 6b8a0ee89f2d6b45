using System.Net;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

internal sealed partial class DropReporter
{
    [LoggerMessage(3101, LogLevel.Warning, "Dropped a datagram of {Length} bytes from {Source}: {Reason}. {Silent} more with this reason since the last line.")]
    private static partial void LogDropped(ILogger logger, int length, IPEndPoint source, string reason, long silent);
}
