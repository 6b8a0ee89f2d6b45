using System.Text.Json;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>
/// Reads an <c>API_REQUEST</c> of vCD's bus: the HTTP request and the security context lie as base64 JSON in <c>httpRequest</c>. Source: extension library, "API extensibility".
/// </summary>
internal static class MqttRequestReader
{
    public const string Channel = "mqtt";

    /// <summary>Both null: a message of another type, which is not for us. Else the request, or a sentence with all that is wrong.</summary>
    public static (VcdRequest? Request, string? Fault) Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var outer = JsonDocument.Parse(payload);
            if (outer.RootElement.ValueKind != JsonValueKind.Object)
                return (null, "The message is JSON, but no object.");
            if (Text(outer.RootElement, "type") is var type && type != "API_REQUEST")
                return type is null ? (null, "The message has no type.") : (null, null);
            return ReadHttp(outer.RootElement);
        }
        catch (JsonException exception)
        {
            return (null, $"The message is no JSON: {exception.Message}");
        }
    }

    private static (VcdRequest? Request, string? Fault) ReadHttp(JsonElement outer)
    {
        var faults = new List<string>();
        var requestId = outer.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object ? Text(headers, "requestId") : null;
        if (string.IsNullOrEmpty(requestId))
            faults.Add("headers.requestId is missing");
        if (!outer.TryGetProperty("httpRequest", out var encoded) || encoded.ValueKind != JsonValueKind.String || !encoded.TryGetBytesFromBase64(out var bytes))
            return (null, $"The message is malformed: {string.Join("; ", faults.Append("httpRequest is no base64 text"))}.");
        using var inner = JsonDocument.Parse(bytes);
        if (inner.RootElement.ValueKind != JsonValueKind.Object
            || !inner.RootElement.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            || !inner.RootElement.TryGetProperty("securityContext", out var security) || security.ValueKind != JsonValueKind.Object)
            return (null, "The message is malformed: httpRequest holds no objects message and securityContext.");
        var read = VcdHttpMessage.Read(message, security, "message", faults);
        return faults.Count > 0
            ? (null, $"The message is malformed: {string.Join("; ", faults)}.")
            : (read with { Id = requestId!, ReplyTo = new ApiReplyTo(Channel, requestId!) }, null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
