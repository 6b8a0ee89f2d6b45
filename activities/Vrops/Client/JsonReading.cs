using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Vrops;

internal static class JsonReading
{
    /// <summary>A property as text; empty when it is absent or null.</summary>
    public static string Text(this JsonObject? json, string name) => json?[name]?.ToString() ?? "";

    public static JsonArray Strings(params string[] values) => [.. values.Select(v => (JsonNode)v)];
}
