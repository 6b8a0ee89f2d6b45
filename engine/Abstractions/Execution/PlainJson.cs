using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Workflows;

/// <summary>The JSON of payloads and states: camelCase properties, enums by name, dictionary keys untouched, no CLR type names.</summary>
public static class PlainJson
{
    /// <summary>Deepest nesting of definitions and values; each level of nested containers takes two.</summary>
    public const int MaxDepth = 1000;

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new PlainObjectConverter() },
    };

    /// <summary>For writing such JSON token by token; the writer is trusted to close what it opens.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Options.Encoder, SkipValidation = true, MaxDepth = MaxDepth };

    /// <summary>For reading JSON as a document or a tree.</summary>
    public static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Reads JSON text as a tree; null for the text <c>null</c>.</summary>
    public static JsonNode? ParseNode(string json) => JsonNode.Parse(json, documentOptions: DocumentOptions);

    /// <summary>Reads JSON in UTF-8 as a tree; null for the text <c>null</c>.</summary>
    public static JsonNode? ParseNode(ReadOnlySpan<byte> json) => JsonNode.Parse(json, documentOptions: DocumentOptions);
}
