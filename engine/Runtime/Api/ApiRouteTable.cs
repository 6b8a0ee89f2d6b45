namespace Orchestrator.Runtime.Api;

/// <summary>The registered routes, most specific first.</summary>
internal sealed class ApiRouteTable
{
    private readonly IReadOnlyList<Group> _groups;

    public ApiRouteTable(IEnumerable<ApiRoute> routes)
    {
        _groups = [.. routes
            .Select(route => (Route: route, Template: ApiRouteTemplate.Parse(route.Pattern)))
            .GroupBy(entry => entry.Template.Shape)
            .Select(group => new Group([.. group.Select(entry => new Entry(entry.Route, entry.Template, Methods(entry.Route)))]))
            .OrderBy(group => group.Entries[0].Template, ApiRouteTemplate.BySpecificity)];
    }

    /// <summary>The route for a request. The most specific template that fits the path decides; <see cref="RouteMatch.Allowed"/> are its methods.</summary>
    public RouteMatch Find(string method, string path)
    {
        foreach (var group in _groups)
        {
            if (group.Entries[0].Template.Match(path) is null)
                continue;
            var entry = group.For(method) ?? (method == "HEAD" ? group.For("GET") : null);
            return entry is null
                ? new RouteMatch(null, new Dictionary<string, string>(), group.Allowed)
                : new RouteMatch(entry.Route, entry.Template.Match(path)!, group.Allowed);
        }

        return new RouteMatch(null, new Dictionary<string, string>(), []);
    }

    private static string[] Methods(ApiRoute route) =>
        route.Methods.ToUpperInvariant().Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="Route">Null: no route, or not with this method.</param>
    /// <param name="Allowed">Methods of the path; empty when the path is unknown.</param>
    public sealed record RouteMatch(ApiRoute? Route, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Allowed);

    private sealed record Entry(ApiRoute Route, ApiRouteTemplate Template, string[] Methods);

    private sealed record Group(IReadOnlyList<Entry> Entries)
    {
        public IReadOnlyList<string> Allowed { get; } = [.. Entries.SelectMany(e => e.Methods).Distinct().Order(StringComparer.Ordinal)];

        public Entry? For(string method) => Entries.FirstOrDefault(e => e.Methods.Contains(method)) ?? Entries.FirstOrDefault(e => e.Methods.Contains("*"));
    }
}
