namespace Orchestrator.Core;

/// <summary>Something that happened in a run.</summary>
public sealed record JournalRecord
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string EventName { get; init; }

    public ActivityNode? Node { get; init; }

    public string? ActivityInstanceId { get; init; }

    public string? ParentActivityInstanceId { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, object?>? ActivityState { get; init; }

    public IReadOnlyDictionary<string, object?>? Outputs { get; init; }

    public object? Payload { get; init; }
}
