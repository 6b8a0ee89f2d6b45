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

    [Theory]
    [InlineData("v1")]
    [InlineData("elsa")]
    public async Task Every_body_has_an_example_and_every_parameter_a_meaning(string name)
    {
        using var client = _server.Client();
        var document = (JsonObject)JsonNode.Parse(await client.GetStringAsync($"/openapi/{name}.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(o => Verbs.Contains(o.Key)).Select(o => (Name: $"{o.Key} {path.Key}", It: o.Value!))).ToList();
        var bodies = operations.SelectMany(operation => Contents(operation.It["requestBody"]).Select(content => (Name: $"{operation.Name} request", content.Type, content.It))
            .Concat((operation.It["responses"]?.AsObject() ?? []).SelectMany(response => Contents(response.Value).Select(content => (Name: $"{operation.Name} {response.Key}", content.Type, content.It))))).ToList();

        Assert.Empty(bodies.Where(body => IsText(body.Type) && body.It["example"] is null).Select(body => body.Name));
        Assert.Empty(operations.SelectMany(operation => (operation.It["parameters"]?.AsArray() ?? []).Where(p => string.IsNullOrEmpty(p!["description"]?.GetValue<string>())).Select(p => $"{operation.Name}: {p!["name"]}")));
        Assert.True(bodies.Count > 100, $"{bodies.Count} bodies");
    }

    [Fact]
    public async Task The_examples_of_definitions_and_policies_are_accepted()
    {
        using var client = _server.Client();
        var paths = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["paths"]!;

        foreach (var (method, path, to) in new[]
        {
            (HttpMethod.Post, "/api/v1/definitions/validate", "/api/v1/definitions/validate"),
            (HttpMethod.Post, "/api/v1/definitions", "/api/v1/definitions"),
            (HttpMethod.Post, "/api/v1/definitions/{definitionId}/execute", "/api/v1/definitions/greet/execute"),
            (HttpMethod.Put, "/api/v1/definitions/{definitionId}/retention", "/api/v1/definitions/greet/retention"),
            (HttpMethod.Put, "/api/v1/definitions/{definitionId}/labels", "/api/v1/definitions/greet/labels"),
            (HttpMethod.Put, "/api/v1/snmp/rules/{id}", "/api/v1/snmp/rules/example"),
            (HttpMethod.Post, "/api/v1/api-keys", "/api/v1/api-keys"),
        })
        {
            var example = paths[path]![method.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["example"]!;
            using var request = new HttpRequestMessage(method, to) { Content = TestServer.Json(example.ToJsonString()) };
            var answer = await _server.Admin.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {to}: {await answer.Content.ReadAsStringAsync()}");
        }

        await _server.Admin.DeleteAsync("/api/v1/snmp/rules/example");
        await _server.Admin.DeleteAsync("/api/v1/definitions/greet");
    }

    private static IEnumerable<(string Type, JsonNode It)> Contents(JsonNode? body) => (body?["content"]?.AsObject() ?? []).Select(content => (content.Key, content.Value!));

    private static bool IsText(string type) => type.Contains("json", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal);

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
