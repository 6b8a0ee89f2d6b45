using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>
/// Writes the reply that vCD waits for: one JSON object with the request's id, numeric <c>Content-Length</c> of the decoded body, the body in base64, and
/// <c>request: false</c>.
/// </summary>
internal static class VcdReplyWriter
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Body(string requestId, ApiReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(reply.Body.Length * 4 / 3 + 256);
        using var json = new Utf8JsonWriter(buffer, WriterOptions);
        json.WriteStartObject();
        json.WriteString("id", requestId);
        json.WriteStartObject("headers");
        json.WriteString("Content-Type", reply.ContentType);
        json.WriteNumber("Content-Length", reply.Body.Length);
        foreach (var (name, value) in reply.Headers)
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("statusCode", reply.StatusCode);
        json.WriteBase64String("body", reply.Body);
        json.WriteBoolean("request", false);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>
    /// Properties of the reply. It does not expire: a cell that gave up throws a late reply away itself, and one that was configured to wait longer
    /// (<c>extensibility.timeout</c>) still gets what was sent after an outage.
    /// </summary>
    public static BasicProperties Properties(ApiReplyTo replyTo, string messageId) => new()
    {
        CorrelationId = replyTo.CorrelationId,
        MessageId = messageId,
        ContentType = "application/json",
        Persistent = true,
        Headers = new Dictionary<string, object?> { ["messageType"] = "ProcessHttpResponse" },
    };
}
