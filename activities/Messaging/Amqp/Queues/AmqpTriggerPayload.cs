namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>What a trigger or bookmark of <see cref="AmqpMessageReceived"/> listens for.</summary>
internal sealed record AmqpTriggerPayload(string Queue);
