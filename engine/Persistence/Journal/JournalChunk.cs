using System.Text.Json;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.Journal;

/// <summary>
/// Journal entries of one commit, as one row: a JSON array. An entry that repeats an earlier execution of the chunk says which (<c>r</c>) instead of naming
/// activity and ids again; a parent that the chunk knows is named by its place (<c>q</c>), and a node id that follows from it is left out. Times are microseconds since
/// the entry before (<c>+</c>), usual events a number (<c>c</c>).
/// </summary>
internal static class JournalChunk
{
    /// <summary>Usual events by number; the first is not even written.</summary>
    private static readonly string[] s_events = ["Started", "Completed", "Suspended", "Resumed", "Faulted", "Canceled", "Retried"];

    /// <summary>Encodes entries whose sequence numbers follow one another.</summary>
    /// <param name="entries">At least one.</param>
    /// <param name="places">Room for the place of each execution; what is in it is dropped.</param>
    public static byte[] Encode(ReadOnlySpan<JournalEntry> entries, Dictionary<string, int> places)
    {
        places.Clear();
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, PlainJson.WriterOptions))
        {
            json.WriteStartArray();
            for (var i = 0; i < entries.Length; i++)
                Write(json, entries, i, places);
            json.WriteEndArray();
        }

        return buffer.Written.ToArray();
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
    private static void Write(Utf8JsonWriter json, ReadOnlySpan<JournalEntry> entries, int place, Dictionary<string, int> places)
    {
        var entry = entries[place];
        json.WriteStartObject();
        WriteTime(json, entry, place == 0 ? null : entries[place - 1]);
        WriteEvent(json, entry.EventName);
        var execution = entry.ActivityInstanceId ?? "";
        if (places.TryGetValue(execution, out var earlier) && SameExecution(entries[earlier], entry))
            json.WriteNumber("r"u8, earlier);
        else
            WriteExecution(json, entry, entries, places);
        places[execution] = place;
        WriteText(json, "m"u8, entry.Message);
        if (entry.Data is not null)
        {
            json.WritePropertyName("d"u8);
            json.WriteRawValue(entry.Data, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, JournalEntry entry, JournalEntry? before)
    {
        var time = DatabaseTime.ToDatabase(entry.Timestamp);
        if (before is null)
            json.WriteNumber("t"u8, time);
        else if (time - DatabaseTime.ToDatabase(before.Timestamp) is not 0 and var since)
            json.WriteNumber("+"u8, since);
    }

    private static void WriteEvent(Utf8JsonWriter json, string name)
    {
        var number = Array.IndexOf(s_events, name);
        if (number < 0)
            json.WriteString("e"u8, name);
        else if (number > 0)
            json.WriteNumber("c"u8, number);
    }

    private static void WriteExecution(Utf8JsonWriter json, JournalEntry entry, ReadOnlySpan<JournalEntry> entries, Dictionary<string, int> places)
    {
        WriteText(json, "x"u8, entry.ActivityInstanceId);
        var parent = entry is { ParentActivityInstanceId: { } id, NodeId: not null } && places.TryGetValue(id, out var place) ? place : -1;
        if (parent >= 0)
            json.WriteNumber("q"u8, parent);
        else
            WriteText(json, "p"u8, entry.ParentActivityInstanceId);
        WriteText(json, "a"u8, entry.ActivityId);
        if (parent < 0 || !Follows(entry.NodeId!, entries[parent].NodeId, entry.ActivityId))
            WriteText(json, "n"u8, entry.NodeId);
        WriteText(json, "y"u8, entry.ActivityType);
        if (entry.ActivityTypeVersion != 1)
            json.WriteNumber("v"u8, entry.ActivityTypeVersion);
        WriteText(json, "l"u8, entry.ActivityName);
    }

    /// <summary>Whether a node id is that of the parent, a colon, and the activity's id.</summary>
    private static bool Follows(string node, string? parent, string? activity) =>
        parent is not null && activity is not null && node.Length == parent.Length + 1 + activity.Length && node[parent.Length] == ':'
        && node.StartsWith(parent, StringComparison.Ordinal) && node.EndsWith(activity, StringComparison.Ordinal);

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
        var same = element.TryGetProperty("r"u8, out var place) ? earlier[place.GetInt32()] : null;
        var parent = element.TryGetProperty("q"u8, out var above) ? earlier[above.GetInt32()] : null;
        var activity = same is null ? Text(element, "a"u8) : same.ActivityId;
        return new JournalEntry
        {
            InstanceId = instanceId,
            Sequence = sequence,
            Timestamp = DatabaseTime.FromDatabase(Time(element, earlier)),
            EventName = Text(element, "e"u8) ?? s_events[element.TryGetProperty("c"u8, out var number) ? number.GetInt32() : 0],
            ActivityInstanceId = same is null ? Text(element, "x"u8) : same.ActivityInstanceId,
            ParentActivityInstanceId = same is null ? parent?.ActivityInstanceId ?? Text(element, "p"u8) : same.ParentActivityInstanceId,
            ActivityId = activity,
            NodeId = same is not null ? same.NodeId : Text(element, "n"u8) ?? (parent is null ? null : $"{parent.NodeId}:{activity}"),
            ActivityType = same is null ? Text(element, "y"u8) : same.ActivityType,
            ActivityTypeVersion = same?.ActivityTypeVersion ?? (element.TryGetProperty("v"u8, out var version) ? version.GetInt32() : 1),
            ActivityName = same is null ? Text(element, "l"u8) : same.ActivityName,
            Message = Text(element, "m"u8),
            Data = element.TryGetProperty("d"u8, out var data) ? data.GetRawText() : null,
        };
    }

    private static long Time(JsonElement element, List<JournalEntry> earlier)
    {
        if (element.TryGetProperty("t"u8, out var time))
            return time.GetInt64();
        return DatabaseTime.ToDatabase(earlier[^1].Timestamp) + (element.TryGetProperty("+"u8, out var since) ? since.GetInt64() : 0);
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
