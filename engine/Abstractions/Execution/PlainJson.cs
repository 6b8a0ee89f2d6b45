using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Workflows;

/// <summary>The JSON of payloads and states: camelCase properties, enums by name, dictionary keys untouched, no CLR type names.</summary>
public static class PlainJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new PlainObjectConverter() },
    };
}
