namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>The broker has no place for the message: no such exchange, or no queue for the routing key.</summary>
public sealed class AmqpUnroutableException(string message, Exception? innerException = null) : IOException(message, innerException);
