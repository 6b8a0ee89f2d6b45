namespace Orchestrator.Runtime.Locks;

/// <summary>Named locks in the database, one holder each, the others in the order in which they came. Safe for concurrent use by all nodes.</summary>
public interface ILockStore
{
    /// <summary>Takes the lock or waits in line. A request that is there already is not made twice. Null: in line.</summary>
    ValueTask<LockGrant?> RequestAsync(LockRequest request, CancellationToken cancellationToken);

    /// <summary>The holder has taken notice of its grant; it is not told again.</summary>
    ValueTask ConfirmAsync(string owner, CancellationToken cancellationToken);

    /// <summary>The owner's grant; null when it is in line, or has no request any more.</summary>
    ValueTask<LockGrant?> FindAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Lets go of a lock, or leaves the line, and grants the lock to the next.</summary>
    ValueTask ReleaseAsync(string tenant, string name, string owner, CancellationToken cancellationToken);

    /// <summary>
    /// Takes locks away whose lease has ended by more than <paramref name="grace"/> or whose instance has ended, and grants them to the next; gives all grants that nobody has
    /// confirmed.
    /// </summary>
    ValueTask<IReadOnlyList<LockGrant>> SweepAsync(TimeSpan grace, CancellationToken cancellationToken);
}
