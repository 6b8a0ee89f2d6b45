namespace Orchestrator.Lab;

/// <summary>A vCD task.</summary>
/// <param name="Status">running, success, error or canceled.</param>
public sealed record LabTask(Guid Id, string Tenant, string Operation, string Owner, string Status, string? Error, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
