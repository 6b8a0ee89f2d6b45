using Microsoft.Extensions.Logging;

namespace Orchestrator.Runtime.Api;

internal sealed partial class HttpReplyOutboxHandler
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "Nobody waits for the reply to request {RequestId} any more.")]
    private static partial void LogNobodyWaits(ILogger logger, string requestId);
}
