using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Operations;

/// <summary>Told of every commit of this node once it is durable. Must return at once and not throw.</summary>
public interface ICommitObserver
{
    void OnCommitted(InstanceCommit commit);
}
