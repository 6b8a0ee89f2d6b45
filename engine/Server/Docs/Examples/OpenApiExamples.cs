using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Orchestrator.Server.Docs.Examples;

/// <summary>Gives every body of the document an example, and every parameter a meaning.</summary>
internal sealed class OpenApiExamples(ExampleBook book) : IOpenApiDocumentTransformer
{
    private readonly SchemaExample _schemas = new(book);

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
                Describe(operation, $"{method.Method} {path}");
        }

        return Task.CompletedTask;
    }

    private void Describe(OpenApiOperation operation, string name)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query && parameter.Name is { Length: > 0 } query)
                parameter.Name = char.ToLowerInvariant(query[0]) + query[1..];
            parameter.Description ??= book.Parameter(parameter.Name!);
        }

        if (book.Request(name) is JsonObject { Count: 0 })
            operation.RequestBody = null; // An empty example says that nothing is to be sent.
        foreach (var (type, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (IsText(type))
                content.Example ??= book.Request(name) ?? _schemas.Of(content.Schema);
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var (type, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                if (IsText(type))
                    content.Example ??= type == "application/problem+json" ? Problem(status) : book.Response(name) ?? _schemas.Of(content.Schema);
            }
        }
    }

    private static bool IsText(string type) => type.Contains("json", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal);

    private static JsonObject Problem(string status)
    {
        var code = int.TryParse(status, out var number) ? number : 500;
        var problem = new JsonObject { ["type"] = "about:blank", ["title"] = ReasonPhrases.GetReasonPhrase(code), ["status"] = code };
        (string Title, string Detail) = code switch
        {
            400 => ("The request is not valid", "See 'errors' for each fault."),
            401 => ("Sign-in needed", "Send an API key, a token, or the cookie of a session."),
            403 => ("Not allowed", "Only administrators may do this."),
            404 => ("Not found", "There is no such thing, or it is not the caller's."),
            409 => ("That does not fit the current state", "Instance 01a21548fb303716d397b1ec is finished."),
            412 => ("Changed meanwhile", "Somebody else has saved it: read it again."),
            429 => ("Too many attempts", "Try again in 30 seconds."),
            503 => ("No new work is taken now", "This node is being drained; try again soon."),
            _ => (ReasonPhrases.GetReasonPhrase(code), ""),
        };
        (problem["title"], problem["detail"]) = (Title, Detail);
        if (code == 400)
            problem["errors"] = new JsonObject { ["name"] = new JsonArray("Is required.") };
        return problem;
    }
}
