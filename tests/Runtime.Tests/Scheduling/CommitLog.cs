using System.Collections.Concurrent;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Scheduling;

/// <summary>Keeps what was committed.</summary>
internal sealed class CommitLog : ICommitObserver
{
    private readonly ConcurrentQueue<InstanceCommit> commits = new();

    public IReadOnlyList<InstanceCommit> Commits => [.. commits];

    public void OnCommitted(InstanceCommit commit) => commits.Enqueue(commit);
}
