using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Writes the <c>API_RESPONSE</c> that vCD waits for; <c>Content-Length</c> is the number of bytes of the decoded body.</summary>
internal static class MqttReplyWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(string requestId, ApiReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(reply.Body.Length * 4 / 3 + 256);
        using var json = new Utf8JsonWriter(buffer, s_options);
        json.WriteStartObject();
        json.WriteString("type", "API_RESPONSE");
        json.WriteStartObject("headers");
        json.WriteString("requestId", requestId);
        json.WriteEndObject();
        json.WriteStartObject("httpResponse");
        json.WriteNumber("statusCode", reply.StatusCode);
        json.WriteStartObject("headers");
        json.WriteString("Content-Type", reply.ContentType);
        json.WriteNumber("Content-Length", reply.Body.Length);
        foreach (var (name, value) in reply.Headers)
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBase64String("body", reply.Body);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
