using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>Writes commits of many instances in one transaction. Called by one task only.</summary>
internal interface ICommitBatch : IAsyncDisposable
{
    /// <summary>
    /// Writes a batch; gives an outcome per commit, in order, once all of them are durable. When it throws nothing was written, unless
    /// <see cref="IsInDoubt"/> says otherwise.
    /// </summary>
    /// <param name="commits">The same instance and the same idempotency key may come more than once: they take effect in order.</param>
    Task<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<PreparedCommit> commits);

    /// <summary>Whether the batch may have been written although the call failed, as when the connection broke before the answer came.</summary>
    bool IsInDoubt(Exception fault);
}
