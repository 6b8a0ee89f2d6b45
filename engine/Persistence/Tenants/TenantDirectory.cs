using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Tenants;

/// <summary>
/// Tenants as documents of the collection <c>tenants</c>, by name. Every request and message asks for its tenant, so what was read is kept for a few seconds: a change by another
/// node is seen that much later, one by this node at once, and a tenant that is not among what was read is looked for in the database. Safe for concurrent use.
/// </summary>
internal sealed class TenantDirectory(IDocumentStore documents, TimeProvider time) : ITenantDirectory
{
    private const string Collection = "tenants";

    /// <summary>The directory is the provider's own.</summary>
    private const string Provider = "";

    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Snapshot? _snapshot;
    private long _saves;

    public async ValueTask<Tenant?> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(nameOrId);
        if (Volatile.Read(ref _snapshot) is { } known && time.GetElapsedTime(known.ReadAt) < s_freshness && known.Tenants.TryGetValue(nameOrId, out var tenant))
            return tenant;
        return (await ReadAsync(cancellationToken)).Tenants.GetValueOrDefault(nameOrId);
    }

    public async ValueTask<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancellationToken)
    {
        var found = await documents.ListAsync<Tenant>(Collection, Provider, cancellationToken);
        return [.. found.Select(document => document.Value)];
    }

    public async ValueTask SaveAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant.Name);
        try
        {
            await documents.SaveAsync(Collection, Provider, Key(tenant.Name), tenant, expectedRevision: null, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _saves++;
                _snapshot = null;
            }
        }
    }

    /// <summary>What was read before a save ended is not kept: it may lack it.</summary>
    private async ValueTask<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        long saves;
        lock (_gate)
            saves = _saves;
        var snapshot = Snapshot.Of(await ListAsync(cancellationToken), time.GetTimestamp());
        lock (_gate)
        {
            if (saves == _saves)
                _snapshot = snapshot;
        }

        return snapshot;
    }

    /// <summary>Names are lower case.</summary>
#pragma warning disable CA1308 // The lower-case form is what is stored, not a way to compare.
    private static string Key(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    private sealed record Snapshot(Dictionary<string, Tenant> Tenants, long ReadAt)
    {
        /// <summary>A name goes before another tenant's id.</summary>
        public static Snapshot Of(IReadOnlyList<Tenant> tenants, long readAt)
        {
            var all = new Dictionary<string, Tenant>(StringComparer.OrdinalIgnoreCase);
            foreach (var tenant in tenants)
                all.TryAdd(tenant.Name, tenant);
            foreach (var tenant in tenants)
            {
                all.TryAdd(tenant.OrgId, tenant);
                all.TryAdd(tenant.Urn, tenant);
            }

            return new Snapshot(all, readAt);
        }
    }
}
