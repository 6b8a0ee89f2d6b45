namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>The bus is away, or did not take a message: it may be sent again later.</summary>
internal sealed class MqttUnavailableException(string message, Exception? innerException = null) : IOException(message, innerException);
