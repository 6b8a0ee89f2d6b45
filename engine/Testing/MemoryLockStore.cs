using Orchestrator.Runtime.Locks;

namespace Orchestrator.Testing;

/// <summary>Locks of the runs of one host.</summary>
internal sealed class MemoryLockStore(TimeProvider timeProvider) : ILockStore
{
    private readonly List<(LockRequest Request, LockGrant? Grant)> line = [];
    private readonly Dictionary<(string Tenant, string Name), long> tokens = [];

    public ValueTask<LockGrant?> RequestAsync(LockRequest request, CancellationToken cancellationToken)
    {
        if (line.All(entry => entry.Request.Owner != request.Owner))
            line.Add((request, null));
        Grant(request.Tenant, request.Name);
        return FindAsync(request.Owner, cancellationToken);
    }

    public ValueTask ConfirmAsync(string owner, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<LockGrant?> FindAsync(string owner, CancellationToken cancellationToken) =>
        ValueTask.FromResult(line.Find(entry => entry.Request.Owner == owner).Grant);

    public ValueTask ReleaseAsync(string tenant, string name, string owner, CancellationToken cancellationToken)
    {
        line.RemoveAll(entry => entry.Request.Owner == owner);
        Grant(tenant, name);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<LockGrant>> SweepAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<LockGrant>>([.. line.Select(entry => entry.Grant).OfType<LockGrant>()]);

    private void Grant(string tenant, string name)
    {
        bool IsOf((LockRequest Request, LockGrant? Grant) entry) => entry.Request.Tenant == tenant && entry.Request.Name == name;
        var first = line.FindIndex(IsOf);
        if (first < 0 || line.Any(entry => IsOf(entry) && entry.Grant is not null))
            return;
        var request = line[first].Request;
        var token = tokens[(tenant, name)] = tokens.GetValueOrDefault((tenant, name)) + 1;
        line[first] = (request, new LockGrant(tenant, name, request.Owner, request.InstanceId, token, timeProvider.GetUtcNow() + request.Lease));
    }
}
