using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.Messaging.Mqtt;

internal sealed partial class MqttLink
{
    [LoggerMessage(3261, LogLevel.Information, "Connected to vCloud Director's bus {Broker}, listening to {Topic}.")]
    private static partial void LogConnected(ILogger logger, Uri broker, string topic);

    [LoggerMessage(3262, LogLevel.Warning, "vCloud Director's bus was lost ({Link}): {Reason}. Connecting again.")]
    private static partial void LogLost(ILogger logger, string link, string reason);

    [LoggerMessage(3263, LogLevel.Warning, "No connection to vCloud Director's bus ({Link}): {Reason} Next attempt in {Delay}.")]
    private static partial void LogConnectFailed(ILogger logger, string link, string reason, TimeSpan delay);

    [LoggerMessage(3264, LogLevel.Warning, "Handling a message of {Topic} failed (attempt {Attempt} of {Attempts}).")]
    private static partial void LogAttemptFailed(ILogger logger, Exception exception, string topic, int attempt, int attempts);

    [LoggerMessage(3265, LogLevel.Error, "A message of {Topic} was given up: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string topic, string reason);

    [LoggerMessage(3266, LogLevel.Information, "A message of {Topic} was in work when the connection ended; the broker delivers it again.")]
    private static partial void LogAbandoned(ILogger logger, string topic);
}
