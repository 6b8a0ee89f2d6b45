using System.Buffers;
using System.Text;
using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

/// <summary>Writes what a journal entry says of its execution as JSON: <c>{activityState, outputs, payload}</c>. One writer for all entries of a commit.</summary>
internal sealed class JournalData : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = SpareBuffer.Take();
    private readonly Utf8JsonWriter json;

    public JournalData() => json = new Utf8JsonWriter(buffer, PlainJson.WriterOptions);

    /// <summary>Null when there is nothing to say.</summary>
    public string? Write(JournalRecord record)
    {
        if (record.ActivityState is null && record.Outputs is null && record.Payload is null)
            return null;
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        Write("activityState"u8, record.ActivityState);
        Write("outputs"u8, record.Outputs);
        Write("payload"u8, record.Payload);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Dispose()
    {
        json.Dispose();
        SpareBuffer.Return(buffer);
    }

    private void Write(ReadOnlySpan<byte> name, object? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        Write(value);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(map); break;
            case List<object?> list: WriteList(list); break;
            default: JsonSerializer.Serialize(json, value, PlainJson.Options); break;
        }
    }

    private void WriteMap(IReadOnlyDictionary<string, object?> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Write(value);
        }

        json.WriteEndObject();
    }

    private void WriteList(List<object?> list)
    {
        json.WriteStartArray();
        foreach (var item in list)
            Write(item);
        json.WriteEndArray();
    }
}
