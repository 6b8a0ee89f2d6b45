namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>What became of the chosen dead letters.</summary>
/// <param name="Done">Messages replayed or discarded.</param>
/// <param name="Fault">Why the rest stays where it is; null when nothing stays.</param>
public sealed record DeadLetterResult(int Done, string? Fault);
