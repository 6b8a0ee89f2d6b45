using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

/// <summary>
/// Finds the activities of a definition that refer to a workflow, or whose type is none that is installed: in its text, because going through the tree would unfold it, which is most
/// of what a definition of ten thousand activities costs.
/// </summary>
internal static class WorkflowReferences
{
    /// <summary>Gives what such activities say of the workflow, those inside another before it: <c>type</c>, <c>workflowDefinitionId</c>, <c>workflowDefinitionVersionId</c>.</summary>
    public static IReadOnlyList<JsonObject> Find(JsonNode? node, IActivityRegistry registry)
    {
        if (node is null)
            return [];
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.WriterOptions))
            node.WriteTo(writer, PlainJson.Options);
        var json = new Utf8JsonReader(buffer.Written.Span, new JsonReaderOptions { MaxDepth = PlainJson.MaxDepth });
        var found = new List<JsonObject>();
        var open = new Stack<Candidate>();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartObject)
                open.Push(default);
            else if (json.TokenType == JsonTokenType.EndObject && open.Pop() is { HasId: true, Type: { } type } candidate && (candidate.NamesWorkflow || registry.Find(type) is null))
                found.Add(Said(candidate));
            else if (json.TokenType == JsonTokenType.PropertyName)
                open.Push(Read(ref json, open.Pop()));
        }

        return found;
    }

    /// <summary>Takes what a property says. The reader stays before a value that is an object or a list.</summary>
    private static Candidate Read(ref Utf8JsonReader json, Candidate candidate)
    {
        if (json.ValueTextEquals("workflowDefinitionId"u8))
            return candidate with { NamesWorkflow = true, DefinitionId = Text(ref json) };
        if (json.ValueTextEquals("workflowDefinitionVersionId"u8))
            return candidate with { NamesWorkflow = true, VersionId = Text(ref json) };
        if (json.ValueTextEquals("type"u8))
            return candidate with { Type = Text(ref json) };
        return json.ValueTextEquals("id"u8) ? candidate with { HasId = Next(json) is not (JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray) } : candidate;
    }

    /// <summary>The text that follows; null for anything else.</summary>
    private static string? Text(ref Utf8JsonReader json)
    {
        if (Next(json) != JsonTokenType.String)
            return null;
        json.Read();
        return json.GetString();
    }

    /// <summary>Looks ahead in a copy of the reader.</summary>
    private static JsonTokenType Next(Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType;
    }

    private static JsonObject Said(Candidate candidate) => new()
    {
        ["type"] = candidate.Type,
        ["workflowDefinitionId"] = candidate.DefinitionId,
        ["workflowDefinitionVersionId"] = candidate.VersionId,
    };

    /// <summary>An object that is being read.</summary>
    private readonly record struct Candidate(bool HasId, string? Type, bool NamesWorkflow, string? DefinitionId, string? VersionId);
}
