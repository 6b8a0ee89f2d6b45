using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

internal sealed partial class VcdApiConsumer
{
    [LoggerMessage(3231, LogLevel.Warning, "The failure of request {RequestId} could not be told to its caller.")]
    private static partial void LogReplyUnroutable(ILogger logger, Exception exception, string requestId);
}
