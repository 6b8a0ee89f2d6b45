using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

internal sealed partial class DeadLetters
{
    [LoggerMessage(3211, LogLevel.Warning, "A message of queue {Queue} (correlation id {CorrelationId}) went to its dead-letter queue: {Reason}")]
    private static partial void LogDeadLettered(ILogger logger, string queue, string? correlationId, string reason);
}
