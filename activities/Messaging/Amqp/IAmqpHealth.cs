namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>Whether the broker is reached. Safe for concurrent use.</summary>
public interface IAmqpHealth
{
    AmqpState State { get; }

    /// <summary>Why it is not connected; null while it is. Never a secret.</summary>
    string? LastError { get; }

    /// <summary>Queues of workflows that are not consumed, with the reason; empty when all are.</summary>
    IReadOnlyDictionary<string, string> QueueFaults { get; }
}
