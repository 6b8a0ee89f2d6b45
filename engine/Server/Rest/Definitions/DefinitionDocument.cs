using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>The whole of a definition on the wire: the Elsa 3 JSON with what the store knows of the version, and its ETag.</summary>
internal static class DefinitionDocument
{
    /// <summary>Changes with content, with publication and with who saved it.</summary>
    public static string ETagOf(StoredDefinition definition)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{definition.Id} {definition.IsLatest} {definition.IsPublished} {definition.IsReadonly} {definition.SavedBy}\n{definition.Json}");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}\"";
    }

    /// <summary>Whether <c>If-Match</c> names another state than the present one.</summary>
    public static bool HasChanged(HttpContext context, StoredDefinition? present) =>
        context.Request.Headers.IfMatch.ToString() is { Length: > 0 } expected && expected != "*" && present is not null
            && !expected.Split(',', StringSplitOptions.TrimEntries).Contains(ETagOf(present));

    public static JsonObject Json(StoredDefinition definition)
    {
        var json = (JsonObject)PlainJson.ParseNode(definition.Json)!;
        foreach (var (name, value) in (JsonObject)JsonSerializer.SerializeToNode(DefinitionAnswer.Of(definition), PlainJson.Options)!)
            json[name] = value?.DeepClone();
        json.Remove("labels"); // They lie beside the definition.
        return json;
    }

    /// <summary>What clients send back of <see cref="Json"/> without meaning it: the store knows better.</summary>
    public static JsonObject WithoutFacts(JsonObject model)
    {
        var json = (JsonObject)model.DeepClone();
        foreach (var name in (string[])["isLatest", "isPublished", "isReadonly", "createdAt", "tenant", "savedBy", "labels"])
            json.Remove(name);
        return json;
    }

    public static IResult Answer(HttpContext context, StoredDefinition definition, int statusCode = StatusCodes.Status200OK)
    {
        var etag = ETagOf(definition);
        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = "private, no-cache";
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(etag))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Json(Json(definition), PlainJson.Options, statusCode: statusCode);
    }
}
