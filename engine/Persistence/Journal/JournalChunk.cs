using System.Buffers;
using System.Text.Json;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.Journal;

/// <summary>
/// Journal entries of one commit, as one row: a JSON array. An entry that repeats an earlier execution of the chunk says which (<c>r</c>) instead of naming
/// activity and ids again.
/// </summary>
internal static class JournalChunk
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Null without entries. The sequence numbers follow one another.</summary>
    public static byte[]? Encode(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>(192 * entries.Count);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartArray();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < entries.Count; i++)
                Write(json, entries, i, places);
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static IReadOnlyList<JournalEntry> Decode(string instanceId, long firstSequence, ReadOnlyMemory<byte> chunk)
    {
        using var document = JsonDocument.Parse(chunk, PlainJson.DocumentOptions);
        var entries = new List<JournalEntry>(document.RootElement.GetArrayLength());
        foreach (var element in document.RootElement.EnumerateArray())
            entries.Add(Read(instanceId, firstSequence + entries.Count, element, entries));
        return entries;
    }

    /// <param name="json">Where it is written to.</param>
    /// <param name="entries">The entries of the chunk.</param>
    /// <param name="place">The entry to write.</param>
    /// <param name="places">The last entry of each execution so far, by its id.</param>
    private static void Write(Utf8JsonWriter json, IReadOnlyList<JournalEntry> entries, int place, Dictionary<string, int> places)
    {
        var entry = entries[place];
        json.WriteStartObject();
        json.WriteNumber("t"u8, DatabaseTime.ToDatabase(entry.Timestamp));
        json.WriteString("e"u8, entry.EventName);
        var execution = entry.ActivityInstanceId ?? "";
        if (places.TryGetValue(execution, out var earlier) && SameExecution(entries[earlier], entry))
            json.WriteNumber("r"u8, earlier);
        else
            WriteExecution(json, entry);
        places[execution] = place;
        WriteText(json, "m"u8, entry.Message);
        if (entry.Data is not null)
        {
            json.WritePropertyName("d"u8);
            json.WriteRawValue(entry.Data, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void WriteExecution(Utf8JsonWriter json, JournalEntry entry)
    {
        WriteText(json, "x"u8, entry.ActivityInstanceId);
        WriteText(json, "p"u8, entry.ParentActivityInstanceId);
        WriteText(json, "a"u8, entry.ActivityId);
        WriteText(json, "n"u8, entry.NodeId);
        WriteText(json, "y"u8, entry.ActivityType);
        if (entry.ActivityTypeVersion != 1)
            json.WriteNumber("v"u8, entry.ActivityTypeVersion);
        WriteText(json, "l"u8, entry.ActivityName);
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static bool SameExecution(JournalEntry one, JournalEntry other) =>
        one.ActivityInstanceId == other.ActivityInstanceId && one.ActivityId == other.ActivityId && one.NodeId == other.NodeId
        && one.ParentActivityInstanceId == other.ParentActivityInstanceId && one.ActivityType == other.ActivityType
        && one.ActivityTypeVersion == other.ActivityTypeVersion && one.ActivityName == other.ActivityName;

    private static JournalEntry Read(string instanceId, long sequence, JsonElement element, List<JournalEntry> earlier)
    {
        var repeated = element.TryGetProperty("r"u8, out var place) ? earlier[place.GetInt32()] : null;
        return new JournalEntry
        {
            InstanceId = instanceId,
            Sequence = sequence,
            Timestamp = DatabaseTime.FromDatabase(element.GetProperty("t"u8).GetInt64()),
            EventName = element.GetProperty("e"u8).GetString()!,
            ActivityInstanceId = repeated is null ? Text(element, "x"u8) : repeated.ActivityInstanceId,
            ParentActivityInstanceId = repeated is null ? Text(element, "p"u8) : repeated.ParentActivityInstanceId,
            ActivityId = repeated is null ? Text(element, "a"u8) : repeated.ActivityId,
            NodeId = repeated is null ? Text(element, "n"u8) : repeated.NodeId,
            ActivityType = repeated is null ? Text(element, "y"u8) : repeated.ActivityType,
            ActivityTypeVersion = repeated?.ActivityTypeVersion ?? (element.TryGetProperty("v"u8, out var version) ? version.GetInt32() : 1),
            ActivityName = repeated is null ? Text(element, "l"u8) : repeated.ActivityName,
            Message = Text(element, "m"u8),
            Data = element.TryGetProperty("d"u8, out var data) ? data.GetRawText() : null,
        };
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
