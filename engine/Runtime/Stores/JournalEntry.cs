namespace Orchestrator.Runtime.Stores;

/// <summary>One line of an instance's history.</summary>
public sealed record JournalEntry
{
    public required string InstanceId { get; init; }

    /// <summary>From 1, without gaps within an instance.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Started, Resumed, Completed, Suspended, Faulted, Canceled, Retried, or an activity's own.</summary>
    public required string EventName { get; init; }

    public string? ActivityInstanceId { get; init; }

    public string? ParentActivityInstanceId { get; init; }

    public string? ActivityId { get; init; }

    public string? NodeId { get; init; }

    public string? ActivityType { get; init; }

    public int ActivityTypeVersion { get; init; } = 1;

    public string? ActivityName { get; init; }

    public string? Message { get; init; }

    /// <summary>JSON: <c>{activityState, outputs, payload}</c>; null when empty.</summary>
    public string? Data { get; init; }
}
