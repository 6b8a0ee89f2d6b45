using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>Goes through long lists of objects.</summary>
internal static class JsonItems
{
    private const int Long = 64;

    /// <summary>
    /// The objects of a list. Those of a long one are copies, which go when they are read: a copy of what nobody has looked into costs nothing, and the tree of a large definition is never
    /// whole in memory.
    /// </summary>
    public static IEnumerable<JsonObject> Of(JsonNode? node)
    {
        var items = (node as JsonArray ?? []).OfType<JsonObject>();
        return node is JsonArray { Count: >= Long } ? items.Select(item => (JsonObject)item.DeepClone()) : items;
    }
}
