using Orchestrator.Activities.Http;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.HttpWorkflows;

/// <summary>A listening endpoint that fits a request.</summary>
/// <typeparam name="T">Trigger or bookmark.</typeparam>
internal sealed record EndpointMatch<T>(T Listener, HttpEndpointPayload Payload, ApiRouteTemplate Template, IReadOnlyDictionary<string, string> RouteValues)
{
    /// <summary>The most specific ones of those that fit; several mean that the request is ambiguous.</summary>
    public static IReadOnlyList<EndpointMatch<T>> Find(IEnumerable<(T Listener, HttpEndpointPayload? Payload)> listeners, string method, string path)
    {
        var matches = new List<EndpointMatch<T>>();
        foreach (var (listener, payload) in listeners)
        {
            if (payload is null || !payload.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                continue;
            var template = ApiRouteTemplate.Parse($"/{payload.Path}");
            if (template.Match(path) is { } values)
                matches.Add(new EndpointMatch<T>(listener, payload, template, values));
        }

        if (matches.Count < 2)
            return matches;
        var best = matches.MinBy(match => match.Template, ApiRouteTemplate.BySpecificity)!;
        return [.. matches.Where(match => ApiRouteTemplate.BySpecificity.Compare(match.Template, best.Template) == 0)];
    }
}
