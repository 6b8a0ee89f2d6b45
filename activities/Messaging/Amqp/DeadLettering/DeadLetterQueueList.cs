namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>Queues with their dead letters.</summary>
public sealed record DeadLetterQueueList(IReadOnlyList<DeadLetterQueue> Items);
