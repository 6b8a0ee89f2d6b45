using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.Commits;

/// <summary>The parts of a commit such that each row is written once: where a key comes twice the later row counts.</summary>
internal static class CommitParts
{
    public static IEnumerable<Bookmark> Bookmarks(InstanceCommit commit) => LastOfEach(commit.BookmarksAdded, bookmark => bookmark.Id);

    /// <summary>A bookmark that is removed and added anew stays.</summary>
    public static IEnumerable<string> BookmarksRemoved(InstanceCommit commit) =>
        commit.BookmarksAdded.Count == 0 ? commit.BookmarksRemoved : commit.BookmarksRemoved.Except(commit.BookmarksAdded.Select(bookmark => bookmark.Id));

    public static IEnumerable<EffectRow> Effects(InstanceCommit commit) => LastOfEach(commit.Effects, effect => effect.Key);

    /// <summary>An incident that is added and resolved at once is written as resolved.</summary>
    public static IEnumerable<IncidentRow> Incidents(InstanceCommit commit) => commit.IncidentsResolved.Count == 0
        ? commit.IncidentsAdded
        : commit.IncidentsAdded.Select(incident => commit.IncidentsResolved.Contains(incident.Id) ? incident with { ResolvedAt = commit.Summary.UpdatedAt } : incident);

    private static IEnumerable<T> LastOfEach<T>(IReadOnlyList<T> rows, Func<T, string> key)
    {
        if (rows.Count < 2)
            return rows;
        var last = new Dictionary<string, T>(rows.Count);
        foreach (var row in rows)
            last[key(row)] = row;
        return last.Values;
    }
}
