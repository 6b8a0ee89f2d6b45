using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Reads the stored form of a state; see <see cref="StateCodec"/>.</summary>
internal ref struct StateReader
{
    private static readonly PlainObjectConverter Any = new();

    private readonly List<ActivityContextState> contexts = [];
    private Utf8JsonReader json;
    private long origin;

    public StateReader(ReadOnlySpan<byte> text) => json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = PlainJson.MaxDepth });

    public WorkflowState Read()
    {
        string? id = null, definition = null, versionId = null, correlation = null, name = null, parent = null, trace = null, trigger = null;
        var tenant = "";
        int version = 0, status = 0, subStatus = 0, attempts = 0;
        long sequence = 0;
        DateTimeOffset updated = default;
        DateTimeOffset? finished = null;
        Dictionary<string, object?>? input = null, output = null, properties = null, triggerInput = null;
        Dictionary<string, Dictionary<string, object?>>? outputs = null;
        Dictionary<string, string>? used = null;
        List<Bookmark>? bookmarks = null;
        List<Incident>? incidents = null;
        List<WorkItemState>? queue = null;
        List<VariableState>? variables = null;
        object? last = null;
        json.Read();
        while (NextProperty(out var key))
        {
            switch (key)
            {
                case 'v':
                    if (json.GetInt32() != StateCodec.Version)
                        throw new JsonException($"The state is stored in form {json.GetInt32()}, of a later version; this one knows form {StateCodec.Version}.");
                    break;
                case 'i': id = json.GetString(); break;
                case 'd': definition = json.GetString(); break;
                case 'w': versionId = json.GetString(); break;
                case 'n': version = json.GetInt32(); break;
                case 'T': tenant = json.GetString()!; break;
                case 'C': correlation = json.GetString(); break;
                case 'N': name = json.GetString(); break;
                case 'P': parent = json.GetString(); break;
                case 'W': trace = json.GetString(); break;
                case 'S': status = json.GetInt32(); break;
                case 's': subStatus = json.GetInt32(); break;
                case 't': origin = json.GetInt64(); break;
                case 'u': updated = Time(); break;
                case 'f': finished = Time(); break;
                case 'I': input = Plain<Dictionary<string, object?>>(); break;
                case 'O': output = Plain<Dictionary<string, object?>>(); break;
                case 'p': properties = Plain<Dictionary<string, object?>>(); break;
                case 'c': ReadContexts(); break;
                case 'b': bookmarks = ReadBookmarks(); break;
                case 'x': incidents = Plain<List<Incident>>(); break;
                case 'q': queue = Plain<List<WorkItemState>>(); break;
                case 'o': outputs = Plain<Dictionary<string, Dictionary<string, object?>>>(); break;
                case 'l': last = Value(); break;
                case 'F': variables = ReadVariables(); break;
                case 'A': used = Plain<Dictionary<string, string>>(); break;
                case 'j': sequence = json.GetInt64(); break;
                case 'r': attempts = json.GetInt32(); break;
                case 'g': trigger = json.GetString(); break;
                case 'G': triggerInput = Plain<Dictionary<string, object?>>(); break;
                default: throw Unknown(key);
            }
        }

        var state = new WorkflowState
        {
            Id = id ?? throw Missing("i"),
            DefinitionId = definition ?? throw Missing("d"),
            DefinitionVersionId = versionId ?? throw Missing("w"),
            DefinitionVersion = version,
            Tenant = tenant,
            CorrelationId = correlation,
            Name = name,
            ParentInstanceId = parent,
            TraceParent = trace,
            Status = (WorkflowStatus)status,
            SubStatus = (WorkflowSubStatus)subStatus,
            CreatedAt = new DateTimeOffset(origin, TimeSpan.Zero),
            UpdatedAt = updated,
            FinishedAt = finished,
            Bookmarks = bookmarks ?? [],
            Incidents = incidents ?? [],
            ActivityExecutionContexts = contexts,
            Queue = queue ?? [],
            LastResult = last,
            FinalVariables = variables ?? [],
            WorkflowActivities = used,
            JournalSequence = sequence,
            RecoveryAttempts = attempts,
            TriggerActivityId = trigger,
            TriggerInput = triggerInput,
        };
        return input is null && output is null && properties is null && outputs is null
            ? state
            : state with
            {
                Input = input ?? state.Input,
                Output = output ?? state.Output,
                Properties = properties ?? state.Properties,
                ActivityOutputs = outputs ?? state.ActivityOutputs,
            };
    }

    private void ReadContexts()
    {
        while (NextItem())
        {
            json.Read();
            var id = json.GetString()!;
            json.Read();
            var place = json.TokenType == JsonTokenType.Number ? json.GetInt32() : -1;
            var parent = json.TokenType == JsonTokenType.String ? json.GetString() : place < 0 ? null : contexts[place].Id;
            json.Read();
            var node = json.GetString()!;
            json.Read();
            var status = (ActivityStatus)json.GetInt32();
            json.Read();
            var started = Time();
            json.Read();
            contexts.Add(ReadRest(id, parent, node[0] == '/' ? node[1..] : contexts[place].NodeId + node, status, started));
            End();
        }
    }

    private ActivityContextState ReadRest(string id, string? parent, string node, ActivityStatus status, DateTimeOffset started)
    {
        var before = contexts.Count > 0 ? contexts[^1] : null;
        string? tag = null, callback = null;
        var isTrigger = false;
        int sent = 0, sentAtStart = 0;
        Dictionary<string, object?>? stimulus = null, scope = null, inputs = null, properties = null;
        List<VariableState>? variables = null;
        List<EffectRecord>? effects = null;
        WorkItemState? last = null;
        while (NextProperty(out var key))
        {
            switch (key)
            {
                case 'g': tag = json.GetString(); break;
                case 'c': callback = Text(before?.CompletionCallback); break;
                case 'r': isTrigger = json.GetInt32() != 0; break;
                case 's': stimulus = Plain<Dictionary<string, object?>>(); break;
                case 'i': scope = Plain<Dictionary<string, object?>>(); break;
                case 'n': inputs = Plain<Dictionary<string, object?>>(); break;
                case 'p': properties = Plain<Dictionary<string, object?>>(); break;
                case 'v': variables = ReadVariables(); break;
                case 'e': effects = Plain<List<EffectRecord>>(); break;
                case 'm': sent = json.GetInt32(); break;
                case 'a': sentAtStart = json.GetInt32(); break;
                case 'l': last = Plain<WorkItemState>(); break;
                default: throw Unknown(key);
            }
        }

        return new ActivityContextState
        {
            Id = id,
            ParentId = parent,
            NodeId = node,
            Status = status,
            StartedAt = started,
            Tag = tag,
            CompletionCallback = callback,
            IsTrigger = isTrigger,
            Stimulus = stimulus,
            ScopeInput = scope,
            Inputs = inputs,
            Properties = properties,
            Variables = variables,
            Effects = effects,
            SentMessages = sent,
            SentAtStart = sentAtStart,
            LastItem = last,
        };
    }

    private List<VariableState> ReadVariables()
    {
        var variables = new List<VariableState>();
        while (NextItem())
        {
            json.Read();
            var id = json.GetString()!;
            json.Read();
            var name = json.GetString()!;
            json.Read();
            var type = json.GetString()!;
            json.Read();
            var isArray = json.GetInt32() != 0;
            json.Read();
            variables.Add(new VariableState(id, name, type, isArray, Value()));
            End();
        }

        return variables;
    }

    private List<Bookmark> ReadBookmarks()
    {
        var bookmarks = new List<Bookmark>();
        while (NextItem())
            bookmarks.Add(ReadBookmark(bookmarks.Count > 0 ? bookmarks[^1] : null));
        return bookmarks;
    }

    private Bookmark ReadBookmark(Bookmark? before)
    {
        string? id = null, name = null, hash = null, payload = null, activity = null, node = null, instance = null, callback = null, description = null;
        DateTimeOffset created = default;
        DateTimeOffset? due = null;
        bool burn = true, complete = true;
        while (NextProperty(out var key))
        {
            switch (key)
            {
                case 'i': id = json.GetString(); break;
                case 'n': name = Text(before?.Name); break;
                case 'h': hash = Text(before?.Hash); break;
                case 'p': payload = Text(before?.Payload); break;
                case 'x':
                    instance = contexts[json.GetInt32()].Id;
                    node = contexts[json.GetInt32()].NodeId;
                    break;
                case 'X': instance = json.GetString(); break;
                case 'o': node = json.GetString(); break;
                case 'a': activity = json.GetString(); break;
                case 't': created = Time(); break;
                case 'd': due = Time(); break;
                case 'b': burn = json.GetInt32() == 0; break;
                case 'k': complete = json.GetInt32() == 0; break;
                case 'c': callback = Text(before?.CallbackMethodName); break;
                case 's': description = Text(before?.Description); break;
                default: throw Unknown(key);
            }
        }

        if (node is null)
            throw Missing("b.o");
        return new Bookmark
        {
            Id = id ?? throw Missing("b.i"),
            Name = name ?? throw Missing("b.n"),
            Hash = hash ?? throw Missing("b.h"),
            Payload = payload,
            ActivityId = activity ?? node[(node.LastIndexOf(':') + 1)..],
            ActivityNodeId = node,
            ActivityInstanceId = instance ?? throw Missing("b.x"),
            CreatedAt = created,
            DueAt = due,
            AutoBurn = burn,
            AutoComplete = complete,
            CallbackMethodName = callback,
            Description = description,
        };
    }

    /// <summary>The present text; the one before where both are the same, as what waits side by side mostly waits alike.</summary>
    private readonly string? Text(string? before) => before is not null && json.TokenType == JsonTokenType.String && json.ValueTextEquals(before) ? before : json.GetString();

    /// <summary>Goes to the value of the next property; false at the end of the object. Names are one ASCII character.</summary>
    private bool NextProperty(out char name)
    {
        name = default;
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName)
            return false;
        name = json.ValueSpan.Length == 1 ? (char)json.ValueSpan[0] : throw new JsonException($"The state has an unknown property '{json.GetString()}'.");
        json.Read();
        return true;
    }

    /// <summary>Goes to the start of the next item; false at the end of the array.</summary>
    private bool NextItem() => json.Read() && json.TokenType != JsonTokenType.EndArray;

    private void End()
    {
        if (!json.Read() || json.TokenType != JsonTokenType.EndArray)
            throw new JsonException($"An array of the state is longer than it should be, at byte {json.TokenStartIndex}.");
    }

    private readonly DateTimeOffset Time() => new(origin + json.GetInt64(), TimeSpan.Zero);

    private object? Value() => Any.Read(ref json, typeof(object), StateCodec.Plain);

    private T Plain<T>() => JsonSerializer.Deserialize<T>(ref json, StateCodec.Plain) ?? throw new JsonException($"A part of the state is null, at byte {json.TokenStartIndex}.");

    private readonly JsonException Unknown(char key) => new($"The state has an unknown property '{key}', at byte {json.TokenStartIndex}.");

    private static JsonException Missing(string key) => new($"The state lacks its property '{key}'.");
}
