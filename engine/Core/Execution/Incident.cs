namespace Orchestrator.Core;

/// <summary>A fault of an activity.</summary>
public sealed record Incident
{
    public required string Id { get; init; }

    public required string ActivityId { get; init; }

    public required string NodeId { get; init; }

    public required string ActivityType { get; init; }

    public required string ActivityInstanceId { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public string? Detail { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}
