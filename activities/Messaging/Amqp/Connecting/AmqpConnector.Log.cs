using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

internal sealed partial class AmqpConnector
{
    [LoggerMessage(3201, LogLevel.Information, "Connected to the broker {Broker}.")]
    private static partial void LogConnected(ILogger logger, string broker);

    [LoggerMessage(3202, LogLevel.Warning, "The broker {Broker} was lost: {Reason}. Connecting again.")]
    private static partial void LogLost(ILogger logger, string broker, string reason);

    [LoggerMessage(3203, LogLevel.Warning, "No connection to the broker {Broker}: {Reason}. Next attempt in {Delay}.")]
    private static partial void LogConnectFailed(ILogger logger, string broker, string reason, TimeSpan delay);
}
