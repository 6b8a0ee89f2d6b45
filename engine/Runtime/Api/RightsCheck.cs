namespace Orchestrator.Runtime.Api;

/// <summary>Whether a caller has the rights that a route demands.</summary>
internal sealed class RightsCheck(IEnumerable<IRightNames> names)
{
    /// <summary>The first right that is missing; null when none is. A provider administrator has all.</summary>
    public async ValueTask<string?> FindMissingAsync(ApiRoute route, ApiCaller caller, CancellationToken cancellationToken)
    {
        if (route.Rights.Count == 0 || caller.IsProvider || caller.Rights is not { } urns)
            return null;
        var held = urns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!route.Rights.All(held.Contains))
        {
            foreach (var source in names)
                held.UnionWith(await source.FindAsync(urns, cancellationToken));
        }

        return route.Rights.FirstOrDefault(right => !held.Contains(right) && !held.Any(name => IsOfNamespace(name, right)));
    }

    /// <summary>vCD names the right of an extension service <c>{namespace}:NAME</c> (Cloud Director API Programming Guide, "Service-Specific Rights").</summary>
    private static bool IsOfNamespace(string held, string right) =>
        held.StartsWith('{') && held.EndsWith($"}}:{right}", StringComparison.OrdinalIgnoreCase);
}
