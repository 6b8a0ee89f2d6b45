using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What a run has changed since the last commit.</summary>
public sealed class RunChanges
{
    private Dictionary<string, Bookmark>? bookmarksAdded;
    private List<string>? bookmarksRemoved;
    private List<Incident>? incidentsAdded;
    private List<string>? incidentsResolved;
    private Dictionary<string, (ActivityRun Context, EffectRecord Effect)>? effects;
    private List<(string Id, OutboxMessage Message)>? outbox;

    public List<JournalRecord> Journal { get; } = new(16);

    public Dictionary<string, Bookmark> BookmarksAdded => bookmarksAdded ??= [];

    public List<string> BookmarksRemoved => bookmarksRemoved ??= [];

    public List<Incident> IncidentsAdded => incidentsAdded ??= [];

    public List<string> IncidentsResolved => incidentsResolved ??= [];

    /// <summary>By idempotency key.</summary>
    public Dictionary<string, (ActivityRun Context, EffectRecord Effect)> Effects => effects ??= [];

    /// <summary>With stable ids.</summary>
    public List<(string Id, OutboxMessage Message)> Outbox => outbox ??= [];

    public bool HasBookmarks => bookmarksAdded is { Count: > 0 } || bookmarksRemoved is { Count: > 0 };

    public bool HasIncidents => incidentsAdded is { Count: > 0 } || incidentsResolved is { Count: > 0 };

    public bool HasEffects => effects is { Count: > 0 };

    public bool HasOutbox => outbox is { Count: > 0 };

    public void Clear()
    {
        Journal.Clear();
        bookmarksAdded?.Clear();
        bookmarksRemoved?.Clear();
        incidentsAdded?.Clear();
        incidentsResolved?.Clear();
        effects?.Clear();
        outbox?.Clear();
    }
}
