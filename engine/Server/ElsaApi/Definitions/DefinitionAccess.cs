using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Who sees and who changes definitions: tenants read the provider's and their own; administrators change them, for a definition acts with the provider's rights.</summary>
internal static class DefinitionAccess
{
    public static bool MayWriteDefinitions(this ApiCaller caller) => caller.IsProvider;

    public static bool MaySee(this ApiCaller caller, StoredDefinition definition) => definition.Tenant.Length == 0 || caller.MaySee(definition.Tenant);

    /// <summary>One version; null when there is none, or when it is another tenant's.</summary>
    public static async ValueTask<StoredDefinition?> FindAsync(
        this IDefinitionStore store, ApiCaller caller, string definitionId, VersionOptions version, CancellationToken cancellationToken) =>
        await store.FindAsync(definitionId, version, cancellationToken) is { } found && caller.MaySee(found) ? found : null;

    /// <summary>One version by its own id; null when there is none, or when it is another tenant's.</summary>
    public static async ValueTask<StoredDefinition?> FindAsync(this IDefinitionStore store, ApiCaller caller, string versionId, CancellationToken cancellationToken) =>
        await store.FindAsync(versionId, cancellationToken) is { } found && caller.MaySee(found) ? found : null;
}
