namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>Body of a request that grants.</summary>
public sealed record QueueGrantBody
{
    /// <summary>Tenants by name, UUID or urn; none takes the grant back.</summary>
    public IReadOnlyList<string>? Tenants { get; init; }
}
