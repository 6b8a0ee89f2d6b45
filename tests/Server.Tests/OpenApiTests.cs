using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime.Api;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class OpenApiTests(SharedServer shared)
{
    private static readonly string[] Verbs = ["get", "post", "put", "delete", "patch"];
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task The_document_has_every_route_with_a_summary()
    {
        using var client = _server.Client();
        var document = (JsonObject)JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var paths = document["paths"]!.AsObject();
        var described = paths.SelectMany(path => path.Value!.AsObject().Where(o => Verbs.Contains(o.Key)).Select(o => (Path: path.Key, Verb: o.Key, Operation: o.Value!))).ToList();

        var endpoints = _server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Path: "/" + endpoint.RoutePattern.RawText!.Trim('/'), Verb: method.ToLowerInvariant())))
            .Where(endpoint => endpoint.Path.StartsWith("/api/", StringComparison.Ordinal) || endpoint.Path.StartsWith("/health/", StringComparison.Ordinal))
            .ToList();
        var routes = _server.Server.Services.GetServices<ApiRoute>().SelectMany(route =>
            (route.Methods == "*" ? "GET" : route.Methods).Split('|').Select(method => (Path: route.Pattern.Replace("{*", "{", StringComparison.Ordinal), Verb: method.ToLowerInvariant())));

        Assert.Empty(endpoints.Concat(routes).Except(described.Select(operation => (operation.Path, operation.Verb))));
        Assert.Empty(described.Where(operation => string.IsNullOrEmpty(operation.Operation["summary"]?.GetValue<string>())).Select(operation => $"{operation.Verb} {operation.Path}"));
        Assert.True(endpoints.Count > 25, $"{endpoints.Count} endpoints");
    }

    [Fact]
    public async Task The_routes_of_Elsa_have_a_document_of_their_own()
    {
        using var client = _server.Client();
        var elsa = ((JsonObject)JsonNode.Parse(await client.GetStringAsync("/openapi/elsa.json"))!)["paths"]!.AsObject();
        var own = ((JsonObject)JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!)["paths"]!.AsObject();

        Assert.All(elsa, path => Assert.StartsWith("/elsa/api/", path.Key, StringComparison.Ordinal));
        Assert.Empty(elsa.SelectMany(path => path.Value!.AsObject().Where(o => Verbs.Contains(o.Key) && string.IsNullOrEmpty(o.Value!["summary"]?.GetValue<string>())).Select(o => $"{o.Key} {path.Key}")));
        Assert.DoesNotContain(own, path => path.Key.StartsWith("/elsa/", StringComparison.Ordinal));
        Assert.True(elsa.Count > 45, $"{elsa.Count} paths");
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        using var client = _server.Client();

        var answer = await client.GetAsync("/docs/");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Contains("scalar", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
