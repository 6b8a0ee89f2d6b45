using Orchestrator.Runtime.Locks;

namespace Orchestrator.Tests.Runtime.Locks;

/// <summary>Hands a request to the real store and then stands still until the host stops, as a process does that is killed there.</summary>
internal sealed class StoppedLockStore(ILockStore store, TaskCompletionSource reached) : ILockStore
{
    public async ValueTask<LockGrant?> RequestAsync(LockRequest request, CancellationToken cancellationToken)
    {
        await store.RequestAsync(request, CancellationToken.None);
        reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }

    public ValueTask ConfirmAsync(string owner, CancellationToken cancellationToken) => store.ConfirmAsync(owner, cancellationToken);

    public ValueTask<LockGrant?> FindAsync(string owner, CancellationToken cancellationToken) => store.FindAsync(owner, cancellationToken);

    public ValueTask ReleaseAsync(string tenant, string name, string owner, CancellationToken cancellationToken) => store.ReleaseAsync(tenant, name, owner, cancellationToken);

    public ValueTask<IReadOnlyList<LockGrant>> SweepAsync(TimeSpan grace, CancellationToken cancellationToken) => store.SweepAsync(grace, cancellationToken);
}
