namespace Orchestrator.Runtime.Stores;

/// <summary>Which lines of an instance's journal to read; null means any.</summary>
public sealed record JournalFilter
{
    public required string InstanceId { get; init; }

    public IReadOnlyCollection<string>? ActivityIds { get; init; }

    public IReadOnlyCollection<string>? NodeIds { get; init; }

    /// <summary>Executions of activities.</summary>
    public IReadOnlyCollection<string>? ActivityInstanceIds { get; init; }

    public IReadOnlyCollection<string>? ExcludedActivityTypes { get; init; }

    public IReadOnlyCollection<string>? EventNames { get; init; }

    /// <summary>False leaves <see cref="JournalEntry.Data"/> out: lists need no values.</summary>
    public bool WithData { get; init; } = true;

    /// <summary>The newest first.</summary>
    public bool Descending { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 200;
}
