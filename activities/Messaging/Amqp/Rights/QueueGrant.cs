namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>What the provider lets tenants use that is not theirs.</summary>
public sealed record QueueGrant
{
    /// <summary>Name of a queue or exchange.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the tenants whose workflows may use it, in order.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];
}
