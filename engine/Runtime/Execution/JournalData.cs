using System.Text;
using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

/// <summary>Writes what a journal entry says of its execution as JSON: <c>{activityState, outputs, payload}</c>. One writer for all entries of a commit.</summary>
internal sealed class JournalData : IDisposable
{
    private readonly PooledBuffer buffer = new();
    private readonly Utf8JsonWriter json;

    public JournalData() => json = new Utf8JsonWriter(buffer, PlainJson.WriterOptions);

    /// <summary>Null when there is nothing to say.</summary>
    public string? Write(JournalRecord record)
    {
        if (record.ActivityState is null && record.Outputs is null && record.Payload is null)
            return null;
        buffer.Clear();
        json.Reset();
        json.WriteStartObject();
        Write("activityState"u8, record.ActivityState);
        Write("outputs"u8, record.Outputs);
        Write("payload"u8, record.Payload);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
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
            case IReadOnlyList<KeyValuePair<string, object?>> pairs: WritePairs(pairs); break;
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

    /// <summary>As the values of most entries come: nothing is allocated to go through them.</summary>
    private void WritePairs(IReadOnlyList<KeyValuePair<string, object?>> pairs)
    {
        json.WriteStartObject();
        for (var i = 0; i < pairs.Count; i++)
        {
            json.WritePropertyName(pairs[i].Key);
            Write(pairs[i].Value);
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
