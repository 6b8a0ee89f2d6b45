namespace Orchestrator.Runtime.Stores;

/// <summary>A fault of an activity, for people to look at.</summary>
public sealed record IncidentRow
{
    public required string Id { get; init; }

    public required string InstanceId { get; init; }

    public required string Tenant { get; init; }

    public required string DefinitionId { get; init; }

    public required string ActivityId { get; init; }

    public required string NodeId { get; init; }

    public required string ActivityType { get; init; }

    public required string ActivityInstanceId { get; init; }

    public string Code { get; init; } = "fault";

    public required string Message { get; init; }

    /// <summary>Longer text, such as a build log.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }
}
