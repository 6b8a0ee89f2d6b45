using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>A commit whose journal its caller has encoded, so that the one writer need not.</summary>
internal sealed record PreparedCommit(InstanceCommit Commit, IReadOnlyList<PreparedJournal> Journal)
{
    public static PreparedCommit Of(InstanceCommit commit) => new(commit, PreparedJournal.Of(commit.Journal));
}
