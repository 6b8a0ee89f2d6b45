using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

internal sealed partial class TriggerQueues
{
    [LoggerMessage(3241, LogLevel.Debug, "The session ended; the queues of workflows are consumed again with the next one.")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(3243, LogLevel.Warning, "Queue {Queue} is not consumed: {Reason} It is tried again.")]
    private static partial void LogQueueFailed(ILogger logger, string queue, string reason);

    [LoggerMessage(3244, LogLevel.Information, "Queue {Queue} is consumed.")]
    private static partial void LogConsuming(ILogger logger, string queue);

    [LoggerMessage(3245, LogLevel.Information, "Queue {Queue} is no longer consumed: nothing starts with it or waits for it.")]
    private static partial void LogReleased(ILogger logger, string queue);

    [LoggerMessage(3242, LogLevel.Error, "Consuming the queues of workflows failed; the session is opened anew.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
