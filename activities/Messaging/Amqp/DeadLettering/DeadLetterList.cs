namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>The first dead letters of a queue.</summary>
/// <param name="Queue">The queue that they were meant for, or came from.</param>
/// <param name="TotalCount">How many lie there.</param>
/// <param name="Items">The oldest first.</param>
public sealed record DeadLetterList(string Queue, uint TotalCount, IReadOnlyList<DeadLetter> Items);
