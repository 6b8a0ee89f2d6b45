using System.Collections.Concurrent;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Messaging;

/// <summary>Keeps the commits of a host.</summary>
internal sealed class CommitLog : ICommitObserver
{
    public ConcurrentQueue<InstanceCommit> Commits { get; } = new();

    public void OnCommitted(InstanceCommit commit) => Commits.Enqueue(commit);
}
