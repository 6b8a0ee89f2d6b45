namespace Orchestrator.Core.Activities;

/// <summary>Payload of the outbox message of <see cref="PublishEvent"/>.</summary>
public sealed record PublishedEvent(string EventName, string? CorrelationId, string? InstanceId, string Tenant, object? Payload);
