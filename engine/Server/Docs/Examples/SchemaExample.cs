using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Orchestrator.Server.Docs.Examples;

/// <summary>Makes an example of a schema: likely values for known names, else what the type says.</summary>
internal sealed class SchemaExample(ExampleBook book)
{
    /// <summary>Schemas that contain themselves end here.</summary>
    private const int MaxDepth = 5;

    public JsonNode? Of(IOpenApiSchema? schema) => Of(schema, null, 0);

    private JsonNode? Of(IOpenApiSchema? schema, string? name, int depth)
    {
        if (schema is null || depth > MaxDepth)
            return null;
        if (schema.Enum is [var first, ..])
            return first?.DeepClone();
        if (schema.OneOf is { Count: > 0 } oneOf)
            return Of(oneOf.FirstOrDefault(option => option.Type != JsonSchemaType.Null), name, depth);
        if (schema.AnyOf is { Count: > 0 } anyOf)
            return Of(anyOf.FirstOrDefault(option => option.Type != JsonSchemaType.Null), name, depth);
        var type = (schema.Type ?? (schema.Properties is { Count: > 0 } ? JsonSchemaType.Object : 0)) & ~JsonSchemaType.Null;
        if (type.HasFlag(JsonSchemaType.Array))
            return name is not null && Known(name, out var list) && list is JsonArray ? list : Items(schema, name, depth);
        if (type.HasFlag(JsonSchemaType.Object) || schema.Properties is { Count: > 0 })
            return Object(schema, depth);
        if (name is not null && Known(name, out var known) && Fits(known, type))
            return known;
        if (type.HasFlag(JsonSchemaType.Boolean))
            return false;
        if (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number))
            return 1;
        return type.HasFlag(JsonSchemaType.String) ? Text(schema, name) : null;
    }

    private JsonArray Items(IOpenApiSchema schema, string? name, int depth) =>
        Of(schema.Items, name?.TrimEnd('s'), depth + 1) is { } item ? [item] : [];

    private JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (property, type) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            example[property] = Of(type, property, depth + 1);
        return example;
    }

    private bool Known(string name, out JsonNode? value) => book.TryValue(name, out value);

    private static bool Fits(JsonNode? value, JsonSchemaType type) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => type.HasFlag(JsonSchemaType.String) && !type.HasFlag(JsonSchemaType.Integer),
        System.Text.Json.JsonValueKind.Number => type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number),
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => type.HasFlag(JsonSchemaType.Boolean),
        System.Text.Json.JsonValueKind.Array => false,
        _ => true,
    };

    private static string Text(IOpenApiSchema schema, string? name) => schema.Format switch
    {
        "date-time" => "2026-11-25T08:00:00Z",
        "date" => "2026-11-25",
        "uri" => "https://vcd.example.com",
        "byte" => "eyJhIjoxfQ==",
        _ => name ?? "text",
    };
}
