using System.Text;
using System.Text.Json;
using Orchestrator.Activities.Messaging.Vcd.Events;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Reads a message of a <c>publish/…</c> topic: <c>{"type":"EVENT","headers":{…},"payload":"…"}</c>, the payload as JSON text.</summary>
internal static class MqttEventReader
{
    /// <summary>Both null: a message of another type, which is no event.</summary>
    public static (VcdEvent? Event, string? Fault) Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("type", out var type))
                return (null, "The message has no type.");
            if (type.ToString() is not ("EVENT" or "EXTERNAL_EVENT" or "TASK"))
                return (null, null);
            return json.RootElement.TryGetProperty("payload", out var payload)
                ? VcdEventReader.Read(Encoding.UTF8.GetBytes(payload.ValueKind == JsonValueKind.String ? payload.GetString()! : payload.GetRawText()))
                : (null, "The message has no payload.");
        }
        catch (JsonException exception)
        {
            return (null, $"The message is no JSON: {exception.Message}");
        }
    }
}
