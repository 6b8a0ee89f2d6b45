using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Server.Docs;

/// <summary>Adds the routes of the tenant API, which the areas register, to the document.</summary>
internal sealed partial class TenantApiPaths(IEnumerable<ApiRoute> routes) : IOpenApiDocumentTransformer
{
    private static readonly string[] AnyMethod = ["GET", "POST", "PUT", "DELETE"];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Paths ??= [];
        foreach (var route in routes.OrderBy(r => r.Pattern, StringComparer.Ordinal))
        {
            var path = CatchAll().Replace(route.Pattern, "{$1}");
            if (!document.Paths.TryGetValue(path, out var item))
                document.Paths[path] = item = new OpenApiPathItem { Operations = [] };
            foreach (var method in Methods(route))
                item.Operations!.TryAdd(new HttpMethod(method), Operation(route, path, method, document));
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Methods(ApiRoute route) =>
        route.Methods == "*" ? AnyMethod : route.Methods.ToUpperInvariant().Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static OpenApiOperation Operation(ApiRoute route, string path, string method, OpenApiDocument document)
    {
        var operation = new OpenApiOperation
        {
            Summary = route.Summary.Length > 0 ? route.Summary : $"{method} {path}",
            Description = "Part of the tenant API: the same over HTTP and over vCD's API extension.",
            Tags = new HashSet<OpenApiTagReference> { new(Tag(document, $"Tenant: {Area(path)}"), document) },
            Parameters = [.. Parameter().Matches(path).Select(m => (IOpenApiParameter)new OpenApiParameter
            {
                Name = m.Groups[1].Value,
                In = ParameterLocation.Path,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = m.Groups[1].Value == "org" ? "Name, UUID or urn of the organisation." : null,
            })],
            Responses = new OpenApiResponses
            {
                ["200"] = Answer("The answer", "application/json"),
                ["202"] = new OpenApiResponse { Description = "Accepted: a workflow works on it; Location says where to look" },
                ["400"] = Answer("Problem details with every fault", "application/problem+json"),
                ["401"] = Answer("Not signed in", "application/problem+json"),
                ["404"] = Answer("Unknown, or not the caller's", "application/problem+json"),
            },
        };
        if (method is "POST" or "PUT" or "PATCH")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
            };
        }

        return operation;
    }

    private static OpenApiResponse Answer(string description, string type) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
    };

    private static string Tag(OpenApiDocument document, string name)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        if (!document.Tags.Any(tag => tag.Name == name))
            document.Tags.Add(new OpenApiTag { Name = name });
        return name;
    }

    private static string Area(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 3 && !parts[3].StartsWith('{') ? parts[3] : "functions";
    }

    [GeneratedRegex(@"\{\*+([^}]+)\}")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
