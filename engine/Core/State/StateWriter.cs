using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Writes the stored form of a state; see <see cref="StateCodec"/>.</summary>
internal sealed class StateWriter
{
    private readonly Utf8JsonWriter json;
    private readonly Dictionary<string, int> places;
    private long origin;

    private StateWriter(Utf8JsonWriter json, int contexts)
    {
        this.json = json;
        places = new Dictionary<string, int>(contexts, StringComparer.Ordinal);
    }

    public static byte[] Write(WorkflowState state)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, PlainJson.WriterOptions))
            new StateWriter(json, state.ActivityExecutionContexts.Count).WriteState(state);
        return buffer.Written.ToArray();
    }

    private void WriteState(WorkflowState state)
    {
        origin = state.CreatedAt.UtcTicks;
        json.WriteStartObject();
        json.WriteNumber("v"u8, StateCodec.Version);
        json.WriteString("i"u8, state.Id);
        json.WriteString("d"u8, state.DefinitionId);
        json.WriteString("w"u8, state.DefinitionVersionId);
        json.WriteNumber("n"u8, state.DefinitionVersion);
        if (state.Tenant.Length > 0)
            json.WriteString("T"u8, state.Tenant);
        Text("C"u8, state.CorrelationId);
        Text("N"u8, state.Name);
        Text("P"u8, state.ParentInstanceId);
        Text("W"u8, state.TraceParent);
        Number("S"u8, (int)state.Status);
        Number("s"u8, (int)state.SubStatus);
        json.WriteNumber("t"u8, origin);
        Time("u"u8, state.UpdatedAt);
        Time("f"u8, state.FinishedAt);
        Values("I"u8, state.Input);
        Values("O"u8, state.Output);
        Values("p"u8, state.Properties);
        WriteContexts(state.ActivityExecutionContexts);
        WriteBookmarks(state);
        Plain("x"u8, state.Incidents, state.Incidents.Count);
        Plain("q"u8, state.Queue, state.Queue.Count);
        Plain("o"u8, state.ActivityOutputs, state.ActivityOutputs.Count);
        Plain("l"u8, state.LastResult, state.LastResult is null ? 0 : 1);
        WriteVariables("F"u8, state.FinalVariables);
        Plain("A"u8, state.WorkflowActivities, state.WorkflowActivities is null ? 0 : 1);
        Number("j"u8, state.JournalSequence);
        Number("r"u8, state.RecoveryAttempts);
        Text("g"u8, state.TriggerActivityId);
        Plain("G"u8, state.TriggerInput, state.TriggerInput is null ? 0 : 1);
        json.WriteEndObject();
    }

    private void WriteContexts(IReadOnlyList<ActivityContextState> contexts)
    {
        if (contexts.Count == 0)
            return;
        json.WriteStartArray("c"u8);
        for (var i = 0; i < contexts.Count; i++)
        {
            var context = contexts[i];
            var parent = context.ParentId is not null && places.TryGetValue(context.ParentId, out var place) ? place : -1;
            json.WriteStartArray();
            json.WriteStringValue(context.Id);
            if (parent < 0 && context.ParentId is not null)
                json.WriteStringValue(context.ParentId);
            else
                json.WriteNumberValue(parent);
            WriteNode(context.NodeId, parent < 0 ? null : contexts[parent].NodeId);
            json.WriteNumberValue((int)context.Status);
            json.WriteNumberValue(context.StartedAt.UtcTicks - origin);
            WriteRest(context);
            json.WriteEndArray();
            places[context.Id] = i;
        }

        json.WriteEndArray();
    }

    /// <summary>What follows the parent's node id, which begins with a colon; else the whole with a slash before it.</summary>
    private void WriteNode(string node, string? parent)
    {
        if (parent is not null && node.Length > parent.Length && node[parent.Length] == ':' && node.StartsWith(parent, StringComparison.Ordinal))
            json.WriteStringValue(node.AsSpan(parent.Length));
        else
            json.WriteStringValue($"/{node}");
    }

    private void WriteRest(ActivityContextState context)
    {
        json.WriteStartObject();
        Text("g"u8, context.Tag);
        Text("c"u8, context.CompletionCallback);
        Number("r"u8, context.IsTrigger ? 1 : 0);
        Plain("s"u8, context.Stimulus, context.Stimulus is null ? 0 : 1);
        Plain("i"u8, context.ScopeInput, context.ScopeInput is null ? 0 : 1);
        Plain("n"u8, context.Inputs, context.Inputs is null ? 0 : 1);
        Plain("p"u8, context.Properties, context.Properties is null ? 0 : 1);
        WriteVariables("v"u8, context.Variables ?? []);
        Plain("e"u8, context.Effects, context.Effects is null ? 0 : 1);
        Number("m"u8, context.SentMessages);
        Number("a"u8, context.SentAtStart);
        Plain("l"u8, context.LastItem, context.LastItem is null ? 0 : 1);
        json.WriteEndObject();
    }

    private void WriteVariables(ReadOnlySpan<byte> name, IReadOnlyList<VariableState> variables)
    {
        if (variables.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var variable in variables)
        {
            json.WriteStartArray();
            json.WriteStringValue(variable.Id);
            json.WriteStringValue(variable.Name);
            json.WriteStringValue(variable.TypeName);
            json.WriteNumberValue(variable.IsArray ? 1 : 0);
            JsonSerializer.Serialize(json, variable.Value, StateCodec.Plain);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteBookmarks(WorkflowState state)
    {
        if (state.Bookmarks.Count == 0)
            return;
        json.WriteStartArray("b"u8);
        foreach (var bookmark in state.Bookmarks)
            WriteBookmark(bookmark, places.TryGetValue(bookmark.ActivityInstanceId, out var place) ? place : -1, state.ActivityExecutionContexts);
        json.WriteEndArray();
    }

    private void WriteBookmark(Bookmark bookmark, int place, IReadOnlyList<ActivityContextState> contexts)
    {
        json.WriteStartObject();
        json.WriteString("i"u8, bookmark.Id);
        json.WriteString("n"u8, bookmark.Name);
        json.WriteString("h"u8, bookmark.Hash);
        Text("p"u8, bookmark.Payload);
        if (place >= 0)
            json.WriteNumber("x"u8, place);
        else
            json.WriteString("X"u8, bookmark.ActivityInstanceId);
        if (place < 0 || contexts[place].NodeId != bookmark.ActivityNodeId)
            json.WriteString("o"u8, bookmark.ActivityNodeId);
        if (!bookmark.ActivityNodeId.AsSpan(bookmark.ActivityNodeId.LastIndexOf(':') + 1).SequenceEqual(bookmark.ActivityId))
            json.WriteString("a"u8, bookmark.ActivityId);
        Time("t"u8, bookmark.CreatedAt);
        Time("d"u8, bookmark.DueAt);
        Number("b"u8, bookmark.AutoBurn ? 0 : 1);
        Number("k"u8, bookmark.AutoComplete ? 0 : 1);
        Text("c"u8, bookmark.CallbackMethodName);
        Text("s"u8, bookmark.Description);
        json.WriteEndObject();
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private void Number(ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    private void Time(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
            json.WriteNumber(name, time.UtcTicks - origin);
    }

    private void Values(ReadOnlySpan<byte> name, IDictionary<string, object?> values) => Plain(name, values, values.Count);

    private void Plain<T>(ReadOnlySpan<byte> name, T value, int count)
    {
        if (count == 0)
            return;
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, StateCodec.Plain);
    }
}
