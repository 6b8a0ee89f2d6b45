namespace Orchestrator.Runtime.Stores;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    Committed,

    /// <summary>The revision has moved on, or the instance was deleted: somebody else owns it. Nothing was written.</summary>
    RevisionLost,

    /// <summary>The idempotency key is known: an earlier stimulus has started the instance. Nothing was written.</summary>
    Duplicate,
}
