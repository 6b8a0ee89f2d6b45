using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>Reads a <c>BEHAVIOR_INVOCATION</c> of vCD's bus; its payload is JSON text within the JSON. Source: extension library, "MQTT behaviors".</summary>
internal static class BehaviorReader
{
    public const string MessageType = "BEHAVIOR_INVOCATION";

    /// <summary>All null: a message of another type. A fault with a task: malformed, but its task can be told.</summary>
    public static (BehaviorInvocation? Invocation, string? Fault, BehaviorTask? Task) Read(ReadOnlyMemory<byte> message)
    {
        JsonObject outer;
        try
        {
            if (JsonNode.Parse(message.Span) is not JsonObject read)
                return (null, "The message is JSON, but no object.", null);
            outer = read;
            if (Text(outer, "type") != MessageType)
                return (null, null, null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return (null, $"The message is no JSON: {exception.Message}", null);
        }

        var faults = new List<string>();
        var headers = Child(outer, "headers", "headers", faults);
        var context = Child(headers, "context", "headers.context", faults);
        var payload = Payload(outer["payload"] ?? headers["payload"], faults);
        var invocation = new BehaviorInvocation
        {
            TaskId = Required(headers, "taskId", "headers", faults),
            BehaviorId = Required(headers, "behaviorId", "headers", faults),
            EntityId = Text(headers, "entityId") ?? Text(payload, "entityId") ?? "",
            TypeId = Text(payload, "typeId") ?? "",
            Organisation = Required(context, "orgId", "headers.context", faults),
            User = Text(context, "userId") ?? "",
            Rights = context["rights"] is JsonArray rights ? [.. rights.OfType<JsonValue>().Select(right => right.ToString())] : [],
            Payload = payload,
        };
        if (faults.Count == 0)
            return (invocation, null, null);
        return (null, $"The invocation is malformed: {string.Join("; ", faults)}.", invocation.TaskId.Length == 0 ? null : new BehaviorTask(invocation.TaskId, invocation.EntityId));
    }

    private static JsonObject Payload(JsonNode? node, List<string> faults)
    {
        try
        {
            var read = node is JsonValue value && value.TryGetValue<string>(out var text) ? JsonNode.Parse(text) : node;
            if (read is JsonObject payload)
                return WithoutTokens((JsonObject)payload.DeepClone());
            faults.Add("payload is no JSON object");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            faults.Add($"payload is no JSON: {exception.Message}");
        }

        return [];
    }

    /// <summary>An act-as token lets its owner do all that the caller may: it must not lie in instances and journals.</summary>
    private static JsonObject WithoutTokens(JsonObject payload)
    {
        (payload["_metadata"] as JsonObject)?.Remove("actAsToken");
        if (payload["_execution_properties"] is JsonObject properties)
        {
            foreach (var name in properties.Select(p => p.Key).Where(name => name.StartsWith("_internal", StringComparison.Ordinal) || name.StartsWith("_secure", StringComparison.Ordinal)).ToList())
                properties.Remove(name);
        }

        return payload;
    }

    private static JsonObject Child(JsonObject parent, string name, string path, List<string> faults)
    {
        if (parent[name] is JsonObject child)
            return child;
        if (faults.Count == 0)
            faults.Add($"{path} is no object");
        return [];
    }

    private static string Required(JsonObject element, string name, string owner, List<string> faults)
    {
        if (Text(element, name) is { Length: > 0 } text)
            return text;
        faults.Add($"{owner}.{name} is missing");
        return "";
    }

    private static string? Text(JsonObject element, string name) => element[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
