using System.Text.Json;

namespace Orchestrator.Lab.Bus;

/// <summary>The answer of an extension.</summary>
internal sealed record ExtensionReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Reads <c>{statusCode, headers, body (base64)}</c>.</summary>
    public static ExtensionReply Read(JsonElement json)
    {
        var headers = json.TryGetProperty("headers", out var given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : [];
        return new ExtensionReply(json.GetProperty("statusCode").GetInt32(), headers, json.TryGetProperty("body", out var body) ? body.GetBytesFromBase64() : []);
    }
}
