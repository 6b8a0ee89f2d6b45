using System.Text.RegularExpressions;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.VCloud;

/// <summary>What vCD must hand over: URL patterns as regular expressions over the whole path, and rights.</summary>
internal sealed class WantedRoutes(IEnumerable<ApiRoute> registered, IEnumerable<IApiRouteSource> sources)
{
    private const string Api = "/api/";
    private readonly ApiRoute[] _registered = [.. registered];
    private readonly IApiRouteSource[] _sources = [.. sources];

    /// <summary>The lists of routes; other lists mean that something has changed.</summary>
    public IReadOnlyList<object> Stamp => [.. _sources.Select(source => source.Routes)];

    public IReadOnlyList<string> Patterns => [.. Routes.Select(route => Pattern(route.Pattern)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Rights of this product's own: names without a namespace.</summary>
    public IReadOnlyList<string> Rights => [.. Routes.SelectMany(route => route.Rights)
        .Where(right => !right.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && !right.StartsWith('{')).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<ApiRoute> Routes => _registered.Concat(_sources.SelectMany(source => source.Routes));

    /// <summary>
    /// Null for what vCD does not hand over: paths outside of its API, and a catch-all right behind the organisation, which would take vCD's own resources (functions register
    /// a filter for each route).
    /// </summary>
    private static string? Pattern(string template)
    {
        if (!template.StartsWith(Api, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var hasName = parts.Skip(1).SkipWhile(part => part is "org" || part.StartsWith('{')).Any(part => !part.StartsWith('{'));
        return hasName ? "/" + string.Join('/', parts.Select(Segment)) : null;
    }

    private static string Segment(string part) => part.StartsWith("{*", StringComparison.Ordinal) ? ".+" : part.StartsWith('{') ? "[^/]+" : Regex.Escape(part);
}
