namespace Orchestrator.Activities.Billing;

/// <summary>One reading of a source into the store.</summary>
public sealed record CostCollection
{
    /// <summary>Number of the collection in the store.</summary>
    public required long Id { get; init; }

    /// <summary>Idempotency key: a collection that is asked for again with the same key is gone on with, or its result given.</summary>
    public required string Key { get; init; }

    public required string Source { get; init; }

    public required CollectionStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Good lines read: <see cref="Inserted"/> + <see cref="Updated"/> + <see cref="Unchanged"/>.</summary>
    public long Lines { get; init; }

    public long Inserted { get; init; }

    /// <summary>Corrections of lines that were known.</summary>
    public long Updated { get; init; }

    public long Unchanged { get; init; }

    /// <summary>Faulty lines, all counted.</summary>
    public long Faulty { get; init; }

    /// <summary>The first faults.</summary>
    public IReadOnlyList<CostLineFault> Faults { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }
}
