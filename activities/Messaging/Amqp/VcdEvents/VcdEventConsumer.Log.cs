using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.VcdEvents;

internal sealed partial class VcdEventConsumer
{
    [LoggerMessage(3251, LogLevel.Warning, "Notifications of vCloud Director are not received: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
