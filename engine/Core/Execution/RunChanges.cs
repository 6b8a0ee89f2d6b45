using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What a run has changed since the last commit.</summary>
public sealed class RunChanges
{
    public List<JournalRecord> Journal { get; } = [];

    public Dictionary<string, Bookmark> BookmarksAdded { get; } = [];

    public List<string> BookmarksRemoved { get; } = [];

    public List<Incident> IncidentsAdded { get; } = [];

    public List<string> IncidentsResolved { get; } = [];

    /// <summary>By idempotency key.</summary>
    public Dictionary<string, (ActivityRun Context, EffectRecord Effect)> Effects { get; } = [];

    /// <summary>With stable ids.</summary>
    public List<(string Id, OutboxMessage Message)> Outbox { get; } = [];

    public void Clear()
    {
        Journal.Clear();
        BookmarksAdded.Clear();
        BookmarksRemoved.Clear();
        IncidentsAdded.Clear();
        IncidentsResolved.Clear();
        Effects.Clear();
        Outbox.Clear();
    }
}
