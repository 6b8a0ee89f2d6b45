using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Workflows;

/// <summary>The equality of stimuli, bookmarks and triggers: SHA-256 over name and canonical JSON (property names sorted), 32 hex digits.</summary>
public static class StimulusHash
{
    /// <summary>A wait is made and met with the same few payloads, and the digest costs more than everything else here.</summary>
    private const int MostKept = 4096, LongestKept = 256;

    private static readonly ConcurrentDictionary<(string Name, string? Payload), string> Known = new();

    private static readonly ConcurrentDictionary<(string Name, string Text), string> KnownTexts = new();

    private static int kept, keptTexts;

    public static string Of(string name, object? payload) => OfJson(name, PayloadJson(payload));

    public static string OfJson(string name, string? payloadJson)
    {
        if (Known.TryGetValue((name, payloadJson), out var known))
            return known;
        var hash = Digest(name, payloadJson);
        if (name.Length + (payloadJson?.Length ?? 0) <= LongestKept)
        {
            if (Interlocked.Increment(ref kept) % MostKept == 0)
                Known.Clear();
            Known[(name, payloadJson)] = hash;
        }

        return hash;
    }

    private static string Digest(string name, string? payloadJson)
    {
        var bytes = Encoding.UTF8.GetBytes(payloadJson is null ? name : $"{name}\n{payloadJson}");
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
    }

    /// <summary>Canonical JSON of a payload; null for null and for an empty object.</summary>
    public static string? PayloadJson(object? payload)
    {
        // One text has nothing to sort, and is what most waits are.
        if (payload is Dictionary<string, object?> { Count: 1 } one && one.First() is { Value: string text, Key: var name })
            return TextJson(name, text);
        var node = payload switch
        {
            null => null,
            JsonNode json => json,
            JsonElement element => JsonSerializer.SerializeToNode(element),
            _ => JsonSerializer.SerializeToNode(payload, payload.GetType(), PlainJson.Options),
        };
        return node is null or JsonObject { Count: 0 } ? null : Sorted(node)!.ToJsonString(PlainJson.Options);
    }

    private static string TextJson(string name, string text)
    {
        if (KnownTexts.TryGetValue((name, text), out var known))
            return known;
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { [name] = text }, PlainJson.Options);
        if (json.Length <= LongestKept)
        {
            if (Interlocked.Increment(ref keptTexts) % MostKept == 0)
                KnownTexts.Clear();
            KnownTexts[(name, text)] = json;
        }

        return json;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject obj => new JsonObject(obj.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
