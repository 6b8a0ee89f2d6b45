namespace Orchestrator.Runtime.Api;

/// <summary>The tables of routes that tenants see: the registered routes and those of published workflows, their own and the provider's.</summary>
internal sealed class ApiRoutes(IEnumerable<ApiRoute> registered, IEnumerable<IApiRouteSource> sources)
{
    private readonly ApiRoute[] _registered = [.. registered];
    private readonly IApiRouteSource[] _sources = [.. sources];
    private volatile Snapshot _snapshot = new([], []);

    public ApiRouteTable For(string tenant)
    {
        var snapshot = _snapshot;
        IReadOnlyList<ApiRoute>[] now = [.. _sources.Select(source => source.Routes)];
        if (!now.SequenceEqual(snapshot.Sources, ReferenceEqualityComparer.Instance))
            _snapshot = snapshot = new Snapshot(now, new());
        return snapshot.Tables.GetOrAdd(tenant, _ => new ApiRouteTable(_registered.Concat(now.SelectMany(routes => routes)
            .Where(route => route.Tenant.Length == 0 || route.Tenant.Equals(tenant, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(route => route.Tenant.Length > 0))));
    }

    private sealed record Snapshot(IReadOnlyList<ApiRoute>[] Sources, System.Collections.Concurrent.ConcurrentDictionary<string, ApiRouteTable> Tables);
}
