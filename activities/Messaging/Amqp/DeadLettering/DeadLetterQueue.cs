namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>A queue whose dead letters can be looked at.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="DeadQueue">Where its dead letters lie.</param>
/// <param name="Count">How many; null when the broker has no such queue yet.</param>
public sealed record DeadLetterQueue(string Queue, string DeadQueue, uint? Count);
