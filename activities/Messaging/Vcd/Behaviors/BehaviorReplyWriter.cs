using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>Writes a <c>BEHAVIOR_RESPONSE</c> with a task update as its payload, which is JSON text within the JSON. Source: extension library, "MQTT behaviors".</summary>
internal static class BehaviorReplyWriter
{
    private const string TaskContent = "application/vnd.vmware.vcloud.task+json";
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(BehaviorReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, s_options);
        json.WriteStartObject();
        json.WriteString("type", "BEHAVIOR_RESPONSE");
        json.WriteStartObject("headers");
        json.WriteString("taskId", reply.Task.TaskId);
        json.WriteString("entityId", reply.Task.EntityId);
        json.WriteString("contentType", TaskContent);
        json.WriteEndObject();
        json.WriteString("payload", TaskUpdate(reply));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static string TaskUpdate(BehaviorReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, s_options);
        json.WriteStartObject();
        json.WriteString("status", reply.Status);
        if (reply.Operation is not null)
            json.WriteString("operation", reply.Operation);
        if (reply.Details is not null)
            json.WriteString("details", reply.Details);
        if (reply.Progress is { } progress)
            json.WriteNumber("progress", progress);
        if (reply is { Status: BehaviorReply.Success, Result: { } result })
        {
            json.WriteStartObject("result");
            json.WriteString("resultContent", result);
            json.WriteEndObject();
        }

        if (reply.Status == BehaviorReply.Error)
        {
            json.WriteStartObject("error");
            json.WriteString("majorErrorCode", reply.MajorErrorCode.ToString(CultureInfo.InvariantCulture));
            json.WriteString("minorErrorCode", reply.MinorErrorCode ?? "ORCHESTRATOR_ERROR");
            json.WriteString("message", reply.Message ?? "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
