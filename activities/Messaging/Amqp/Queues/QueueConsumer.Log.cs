using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

internal sealed partial class QueueConsumer
{
    [LoggerMessage(3221, LogLevel.Warning, "Handling a message of queue {Queue} failed (attempt {Attempt} of {Attempts}).")]
    private static partial void LogAttemptFailed(ILogger logger, Exception exception, string queue, int attempt, int attempts);

    [LoggerMessage(3222, LogLevel.Error, "A message of queue {Queue} could be neither handled nor dead-lettered in {Attempts} attempts; the consumer starts anew and the broker delivers it again.")]
    private static partial void LogHandlingFailed(ILogger logger, Exception exception, string queue, int attempts);

    [LoggerMessage(3223, LogLevel.Information, "The consumer ended while a message of queue {Queue} was in work; the broker delivers it again.")]
    private static partial void LogAbandoned(ILogger logger, Exception exception, string queue);

    [LoggerMessage(3224, LogLevel.Warning, "Messages of queue {Queue} were still in work when the consumer stopped; the broker delivers them again.")]
    private static partial void LogDrainFailed(ILogger logger, Exception exception, string queue);

    [LoggerMessage(3225, LogLevel.Information, "Messages of queue {Queue} could not be acknowledged; the broker delivers them again.")]
    private static partial void LogAckFailed(ILogger logger, Exception exception, string queue);
}
