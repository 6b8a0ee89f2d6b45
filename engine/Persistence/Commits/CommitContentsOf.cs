using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>Says what commits write.</summary>
internal static class CommitContentsOf
{
    /// <summary>What these commits need together.</summary>
    public static CommitContents All(IEnumerable<PreparedCommit> commits) => commits.Aggregate(CommitContents.None, (all, commit) => all | One(commit.Commit));

    private static CommitContents One(InstanceCommit commit) =>
        (commit.ExpectedRevision == 0 ? CommitContents.New : CommitContents.Changed)
        | If(commit.IdempotencyKey is not null, CommitContents.Keys)
        | If(commit.BookmarksAdded.Count + commit.BookmarksRemoved.Count > 0, CommitContents.Bookmarks)
        | If(commit.IncidentsAdded.Count + commit.IncidentsResolved.Count > 0, CommitContents.Incidents)
        | If(commit.Effects.Count > 0, CommitContents.Effects)
        | If(commit.Outbox.Count > 0, CommitContents.Outbox);

    private static CommitContents If(bool applies, CommitContents contents) => applies ? contents : CommitContents.None;
}
