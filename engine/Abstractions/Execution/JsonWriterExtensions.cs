using System.Text.Json;

namespace Orchestrator.Workflows;

internal static class JsonWriterExtensions
{
    public static void WriteStartObjectEnd(this Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
