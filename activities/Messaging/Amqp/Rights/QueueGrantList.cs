namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>All grants, in order of name.</summary>
public sealed record QueueGrantList(IReadOnlyList<QueueGrant> Items);
