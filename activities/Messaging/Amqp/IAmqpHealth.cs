namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>Whether the broker is reached. Safe for concurrent use.</summary>
public interface IAmqpHealth
{
    AmqpState State { get; }

    /// <summary>Why it is not connected; null while it is. Never a secret.</summary>
    string? LastError { get; }
}
