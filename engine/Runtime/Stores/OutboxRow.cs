namespace Orchestrator.Runtime.Stores;

/// <summary>A message that waits to be sent.</summary>
public sealed record OutboxRow
{
    public required string Id { get; init; }

    public required string InstanceId { get; init; }

    public required string Kind { get; init; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }
}
