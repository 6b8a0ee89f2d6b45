using System.Text.Json.Nodes;

namespace Orchestrator.Core.Activities;

/// <summary>Reads the connections of a flowchart in all the forms that definitions have.</summary>
internal static class ConnectionReader
{
    public static List<Connection> Read(JsonNode? node)
    {
        var items = node switch
        {
            JsonArray array => array,
            JsonObject json when json["$values"] is JsonArray values => values,
            JsonObject single => new JsonArray(single.DeepClone()),
            _ => [],
        };
        return [.. JsonItems.Of(items).Select(ReadOne).OfType<Connection>()];
    }

    private static Connection? ReadOne(JsonObject json)
    {
        var (source, sourcePort) = End(json["source"], json["sourcePort"]);
        var (target, targetPort) = End(json["target"], json["targetPort"]);
        return source is null || target is null ? null : new Connection(source, sourcePort ?? "Done", target, targetPort ?? "In");
    }

    private static (string? Activity, string? Port) End(JsonNode? node, JsonNode? port) => node switch
    {
        JsonObject json => (Text(json["activity"]), Text(json["port"])),
        JsonValue => (Text(node), Text(port)),
        _ => (null, null),
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
