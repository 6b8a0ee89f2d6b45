using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Tenants;

/// <summary>Tenants as documents of the collection <c>tenants</c>, by name.</summary>
internal sealed class TenantDirectory(IDocumentStore documents) : ITenantDirectory
{
    private const string Collection = "tenants";

    /// <summary>The directory is the provider's own.</summary>
    private const string Provider = "";

    public async ValueTask<Tenant?> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(nameOrId);
        if (await documents.FindAsync<Tenant>(Collection, Provider, Key(nameOrId), cancellationToken) is { } byName)
            return byName.Value;
        var tenants = await ListAsync(cancellationToken);
        return tenants.FirstOrDefault(tenant =>
            tenant.OrgId.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || tenant.Urn.Equals(nameOrId, StringComparison.OrdinalIgnoreCase));
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
        await documents.SaveAsync(Collection, Provider, Key(tenant.Name), tenant, expectedRevision: null, cancellationToken);
    }

    /// <summary>Names are lower case.</summary>
#pragma warning disable CA1308 // The lower-case form is what is stored, not a way to compare.
    private static string Key(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
