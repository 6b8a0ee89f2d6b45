namespace Orchestrator.Runtime;

/// <summary>The known tenants.</summary>
public interface ITenantDirectory
{
    /// <summary>Finds a tenant by name, UUID or urn (case-insensitive); null when unknown.</summary>
    ValueTask<Tenant?> FindAsync(string nameOrId, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds or updates a tenant.</summary>
    ValueTask SaveAsync(Tenant tenant, CancellationToken cancellationToken);
}
