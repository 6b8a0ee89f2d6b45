namespace Orchestrator.Runtime;

/// <summary>Finds the tenants that messages name.</summary>
public interface ITenantLookup
{
    /// <summary>As <see cref="ITenantDirectory.FindAsync"/>, but asks the sources of tenants before it says that one is unknown.</summary>
    ValueTask<Tenant?> FindAsync(string nameOrId, CancellationToken cancellationToken);
}
