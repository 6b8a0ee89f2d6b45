using System.Collections.Concurrent;
using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>
/// Keeps the activity types of each tenant. A request costs one look at the ids of the published definitions; the types are read again when those have changed, on
/// whatever node, or after half a minute.
/// </summary>
internal sealed class DescriptorCatalog(IActivityRegistry registry, IDefinitionService definitions, IDefinitionStore store, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Kept> byTenant = new(StringComparer.Ordinal);

    /// <summary>Those of the caller's tenant and the provider's.</summary>
    public async ValueTask<ActivityTypes> ForAsync(ApiCaller caller, CancellationToken cancellationToken)
    {
        var tenant = caller.IsProvider ? "" : caller.TenantName;
        var published = await store.FindPublishedIdsAsync(tenant, cancellationToken);
        if (byTenant.TryGetValue(tenant, out var kept) && timeProvider.GetElapsedTime(kept.Since) < Lifetime && kept.Published.SequenceEqual(published, StringComparer.Ordinal))
            return kept.Types;
        var types = new ActivityTypes(registry, await definitions.WorkflowActivitiesAsync(tenant, cancellationToken));
        byTenant[tenant] = new Kept(published, timeProvider.GetTimestamp(), types);
        return types;
    }

    private sealed record Kept(IReadOnlyList<string> Published, long Since, ActivityTypes Types);
}
