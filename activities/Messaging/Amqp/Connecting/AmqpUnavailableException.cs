namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>The broker is away, or did not confirm: the same message may be sent again later.</summary>
public sealed class AmqpUnavailableException(string message, Exception? innerException = null) : IOException(message, innerException);
