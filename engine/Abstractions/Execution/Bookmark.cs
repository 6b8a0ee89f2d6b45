namespace Orchestrator.Workflows;

/// <summary>A wait that a stimulus, or time, ends.</summary>
public sealed record Bookmark
{
    public required string Id { get; init; }

    /// <summary>Stimulus name.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of name and payload; see <see cref="StimulusHash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Payload as JSON text; null without one.</summary>
    public string? Payload { get; init; }

    public required string ActivityId { get; init; }

    public required string ActivityNodeId { get; init; }

    public required string ActivityInstanceId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set for a timer.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public bool AutoBurn { get; init; } = true;

    public bool AutoComplete { get; init; } = true;

    public string? CallbackMethodName { get; init; }

    public string? Description { get; init; }
}
