namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>The current session.</summary>
internal interface IAmqpSessions
{
    /// <summary>Throws <see cref="AmqpUnavailableException"/> when there is no connection.</summary>
    AmqpSession Current { get; }
}
