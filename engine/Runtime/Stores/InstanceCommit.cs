using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Stores;

/// <summary>One atomic save of an instance.</summary>
public sealed record InstanceCommit
{
    public required InstanceSummary Summary { get; init; }

    /// <summary>Revision that the store must hold; 0 for a new instance. The store then holds <c>ExpectedRevision + 1</c>.</summary>
    public required long ExpectedRevision { get; init; }

    /// <summary>Serialized state (UTF-8 JSON).</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>Of the stimulus that started or resumed the instance: the commit is refused when the key is known.</summary>
    public string? IdempotencyKey { get; init; }

    public IReadOnlyList<Bookmark> BookmarksAdded { get; init; } = [];

    public IReadOnlyList<string> BookmarksRemoved { get; init; } = [];

    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    public IReadOnlyList<IncidentRow> IncidentsAdded { get; init; } = [];

    /// <summary>Ids of incidents that a retry or cancellation has settled.</summary>
    public IReadOnlyList<string> IncidentsResolved { get; init; } = [];

    /// <summary>Intents and receipts since the last commit; a row replaces the one with its key.</summary>
    public IReadOnlyList<EffectRow> Effects { get; init; } = [];

    public IReadOnlyList<OutboxRow> Outbox { get; init; } = [];
}
