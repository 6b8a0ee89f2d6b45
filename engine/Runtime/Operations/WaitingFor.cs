using System.Text.Json.Nodes;

namespace Orchestrator.Runtime.Operations;

/// <summary>One thing that an instance waits for.</summary>
public sealed record WaitingFor
{
    public required string BookmarkId { get; init; }

    public required string ActivityId { get; init; }

    public string? ActivityName { get; init; }

    public required string ActivityType { get; init; }

    /// <summary>Name of the stimulus that wakes it.</summary>
    public required string Stimulus { get; init; }

    /// <summary>What the stimulus must carry; null: nothing.</summary>
    public JsonNode? Payload { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Set for a timer.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What has to happen, in words.</summary>
    public required string WakesWhen { get; init; }

    /// <summary>A command that makes it happen; null: time does.</summary>
    public string? Example { get; init; }
}
