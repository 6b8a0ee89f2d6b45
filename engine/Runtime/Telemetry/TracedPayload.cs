using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Telemetry;

/// <summary>The stored form of a message of the outbox: its JSON, with the trace that it belongs to as one more member.</summary>
internal static class TracedPayload
{
    private const string Member = "$traceparent";

    /// <summary>A payload that is no JSON object is stored as it is, without its trace.</summary>
    public static string Write(object payload, string? traceParent)
    {
        if (traceParent is null || JsonSerializer.SerializeToNode(payload, payload.GetType(), PlainJson.Options) is not JsonObject json)
            return JsonSerializer.Serialize(payload, payload.GetType(), PlainJson.Options);
        json[Member] = traceParent;
        return json.ToJsonString(PlainJson.Options);
    }

    public static (JsonNode Payload, string? TraceParent) Read(string stored)
    {
        var node = PlainJson.ParseNode(stored)!;
        if (node is not JsonObject json || !json.TryGetPropertyValue(Member, out var trace))
            return (node, null);
        json.Remove(Member);
        return (json, trace?.GetValue<string>());
    }
}
