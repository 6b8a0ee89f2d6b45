using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

internal sealed partial class TriggerQueues
{
    [LoggerMessage(3241, LogLevel.Debug, "The session ended; the queues of workflows are consumed again with the next one.")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(3242, LogLevel.Error, "Consuming the queues of workflows failed; the session is opened anew.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
