using Orchestrator.Persistence.Journal;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>A commit whose journal its caller has encoded, so that the one writer need not.</summary>
internal sealed record PreparedCommit(InstanceCommit Commit, byte[]? Journal)
{
    public long FirstSequence => Commit.Journal[0].Sequence;

    public long LastSequence => Commit.Journal[^1].Sequence;

    public static PreparedCommit Of(InstanceCommit commit) => new(commit, JournalChunk.Encode(commit.Journal));
}
