using System.Text.Json;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>One execution of an activity in a <see cref="WorkflowRun"/>.</summary>
public sealed partial class ActivityRun : ActivityExecutionContext
{
    private static readonly Dictionary<string, object?> NoValues = [];

    private static readonly IReadOnlyDictionary<string, object?> DonePayload =
        new Dictionary<string, object?> { ["Outcomes"] = Outcomes.Done.Names.ToList<object?>() }.AsReadOnly();

    private Dictionary<string, object?>? outputs;
    private Dictionary<string, object?>? stimulus;
    private Dictionary<string, ActivityRun>? children;
    private Dictionary<string, EffectRecord>? effects;
    private List<(Input Input, InputDescriptor Descriptor, object? Value)>? inputs;
    private Dictionary<string, object?>? properties;
    private Dictionary<string, object?>? journalData;
    private List<VariableSlot>? variables;

    internal ActivityRun(WorkflowRun run, ActivityNode node, ActivityRun? parent, string id, DateTimeOffset startedAt)
    {
        Run = run;
        Node = node;
        Parent = parent;
        Id = id;
        StartedAt = startedAt;
        parent?.ChildMap.Add(id, this);
        run.Attach(this);
    }

    public WorkflowRun Run { get; }

    public ActivityNode Node { get; }

    public ActivityRun? Parent { get; }

    internal Dictionary<string, ActivityRun> ChildMap => children ??= new Dictionary<string, ActivityRun>(StringComparer.Ordinal);

    internal bool HasChildren => children is { Count: > 0 };

    internal IReadOnlyDictionary<string, ActivityRun>? ChildrenOrNull => children;

    public IReadOnlyCollection<ActivityRun> Children => HasChildren ? children!.Values : [];

    /// <summary>Items in the queue that this context owns.</summary>
    internal int QueuedItems { get; set; }

    /// <summary>Bookmarks and children made in the present execution.</summary>
    internal bool IsWaiting { get; set; }

    internal string? CompletionCallback { get; init; }

    internal Dictionary<string, EffectRecord> Effects => effects ??= [];

    internal IReadOnlyDictionary<string, EffectRecord>? EffectsOrNull => effects;

    /// <summary>Messages sent so far, counted over all executions; those up to <see cref="CommittedMessages"/> are committed.</summary>
    internal int SentMessages { get; set; }

    internal int CommittedMessages { get; set; }

    /// <summary><see cref="SentMessages"/> when the present work item began.</summary>
    internal int SentAtStart { get; set; }

    /// <summary>The last work item, to be done again after an interruption or by a retry.</summary>
    internal WorkItem? LastItem { get; set; }

    internal IReadOnlyList<VariableSlot> Variables => variables ?? (IReadOnlyList<VariableSlot>)[];

    /// <summary>Inputs that this execution and all below it see before those of the workflow.</summary>
    internal IReadOnlyDictionary<string, object?>? ScopeInput { get; set; }

    internal Dictionary<string, object?>? StimulusOrNull
    {
        get => stimulus;
        set => stimulus = value;
    }

    internal Dictionary<string, object?> Stimulus => stimulus ??= [];

    public override string Id { get; }

    public override IActivity Activity => Node.Activity;

    public override WorkflowExecutionContext WorkflowExecutionContext => Run;

    public override ActivityExecutionContext? ParentActivityExecutionContext => Parent;

    public override ActivityStatus Status => CurrentStatus;

    internal ActivityStatus CurrentStatus { get; set; } = ActivityStatus.Pending;

    public override DateTimeOffset StartedAt { get; }

    public override CancellationToken CancellationToken => Run.Cancellation;

    public override string? Tag => TagText;

    internal string? TagText { get; init; }

    public override IDictionary<string, object?> Properties => properties ??= [];

    internal IReadOnlyDictionary<string, object?>? PropertiesOrNull => properties;

    public override IDictionary<string, object?> JournalData => journalData ??= [];

    public override IDictionary<string, object?> StimulusInput => Stimulus;

    public override bool IsTriggerOfWorkflow => IsTrigger;

    internal bool IsTrigger { get; set; }

    /// <summary>Activity of this container at, or in, which the run is to begin; null: the container's own start.</summary>
    internal string? EntryId
    {
        get
        {
            if (Run.TriggerActivityId is not { } target || Run.Graph.FindById(target) is not { } node)
                return null;
            while (node is not null && node.Parent != Node)
                node = node.Parent;
            return node?.Activity.Id;
        }
    }

    public override IReadOnlyDictionary<string, object?> Outputs => outputs ?? NoValues;

    public override T? Get<T>(Input<T> input) where T : default
    {
        if (inputs is not null)
        {
            foreach (var (known, _, value) in inputs)
            {
                if (ReferenceEquals(known, input))
                    return (T?)value;
            }
        }

        return input is null ? default : ValueConverter.To<T>(PlainValueOf(input.Expression));
    }

    /// <summary>The evaluated value of an input; null when it was not evaluated.</summary>
    internal object? ValueOf(Input input) => inputs?.FirstOrDefault(i => ReferenceEquals(i.Input, input)).Value;

    /// <summary>Without evaluation only a literal has a value.</summary>
    private static object? PlainValueOf(Expression? expression) => expression?.Type == "Literal" ? expression.Value : null;

    public override void Set(Output? output, object? value, string? name = null)
    {
        var key = name ?? "Result";
        var plain = PlainValue.From(value);
        (outputs ??= [])[key] = plain;
        if (!Run.ActivityOutputs.TryGetValue(Activity.NodeId, out var register))
            Run.ActivityOutputs[Activity.NodeId] = register = [];
        register[key] = plain;
        Run.LastResult = plain;
        if (output?.MemoryReference is not { } reference)
            return;
        // The outputs of a workflow used as an activity belong to the scope around it.
        var scope = Activity is WorkflowDefinitionActivity ? Parent! : this;
        if (scope.FindVariableById(reference.Id) is { } slot)
            slot.Assign(plain);
        else
            scope.SetWorkflowOutput(reference.Id, plain);
    }

    /// <summary>Sets an output of the nearest workflow around this execution that declares it; of the instance when none does.</summary>
    public void SetWorkflowOutput(string name, object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Activity is not WorkflowDefinitionActivity composite || composite.OutputNameOf(name) is not { } output)
                continue;
            scope.Set(composite.Outputs.GetValueOrDefault(output), value, output);
            return;
        }

        Run.Output[name] = PlainValue.From(value);
    }

    /// <summary>An input by name: of the nearest scope that was given one, else of the workflow; null when there is none.</summary>
    public object? FindInput(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.ScopeInput is { } given && given.TryGetValue(name, out var value))
                return value;
        }

        return Run.Input.TryGetValue(name, out var root) ? root : null;
    }

    /// <summary>What an activity gave out last; null when it gave nothing.</summary>
    /// <param name="activityIdOrName">The activity, in the same workflow where that is a workflow used as an activity; else anywhere.</param>
    /// <param name="output">Name of the output.</param>
    public object? FindOutput(string activityIdOrName, string output = "Result")
    {
        var id = Run.Graph.FindByName(activityIdOrName, Node)?.Activity.NodeId ?? activityIdOrName;
        return Run.ActivityOutputs.TryGetValue(id, out var given) && given.TryGetValue(output, out var value) ? value : null;
    }

    /// <summary>Evaluates an expression that sees further variables, such as the item of a list.</summary>
    public async ValueTask<T?> EvaluateWithAsync<T>(Input<T>? input, params IReadOnlyList<Variable> more)
    {
        if (input?.Expression is not { } expression)
            return default;
        var before = variables;
        variables = [.. more.Select(v => new VariableSlot(v, PlainValue.From(v.Value))), .. before ?? []];
        try
        {
            return await EvaluateAsync<T>(expression);
        }
        finally
        {
            variables = before;
        }
    }

    public override async ValueTask<T?> EvaluateAsync<T>(Input<T>? input) where T : default =>
        input?.Expression is null ? default : await EvaluateAsync<T>(input.Expression);

    public override async ValueTask<T?> EvaluateAsync<T>(Expression expression) where T : default =>
        ValueConverter.To<T>(await Run.Runner.Evaluator.EvaluateAsync(expression, this));

    /// <summary>The nearest variable with this name, from here outwards; where none has it, the nearest with this id.</summary>
    public VariableSlot? FindVariable(string nameOrId) => Nearest(nameOrId, static (variable, name) => variable.Name == name) ?? FindVariableById(nameOrId);

    /// <summary>The nearest variable with this id, from here outwards.</summary>
    public VariableSlot? FindVariableById(string id) => Nearest(id, static (variable, id) => variable.Id == id);

    private VariableSlot? Nearest(string text, Func<Variable, string, bool> isIt)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.variables is null)
                continue;
            foreach (var slot in scope.variables)
            {
                if (isIt(slot.Variable, text))
                    return slot;
            }
        }

        return null;
    }

    /// <summary>All variables in scope, nearest first; a hidden one is left out.</summary>
    public IEnumerable<VariableSlot> VariablesInScope()
    {
        var seen = new HashSet<string>();
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (var slot in scope.Variables)
            {
                if (seen.Add(slot.Variable.Name))
                    yield return slot;
            }
        }
    }

    public override object? GetVariable(string name) => FindVariable(name)?.Value;

    public override void SetVariable(string name, object? value)
    {
        if (FindVariable(name) is { } slot)
        {
            slot.Assign(value);
            return;
        }

        var root = this;
        while (root.Parent is not null)
            root = root.Parent;
        root.Declare(new Variable { Id = name, Name = name }, PlainValue.From(value));
    }

    internal VariableSlot Declare(Variable variable, object? value)
    {
        var slot = new VariableSlot(variable, value);
        (variables ??= []).Add(slot);
        return slot;
    }

    /// <summary>The last work item once more.</summary>
    internal WorkItem Repeat() => new()
    {
        Kind = LastItem?.Kind ?? WorkItemKind.Execute,
        Node = Node,
        Owner = Parent,
        Context = this,
        BookmarkCallback = LastItem?.BookmarkCallback,
        AutoComplete = LastItem?.AutoComplete ?? true,
        Stimulus = LastItem?.Stimulus,
        IsRepeat = true,
    };

    internal void RestoreProperties(Dictionary<string, object?> values) => properties = values;

    internal void DropVariables() => variables = null;

    internal void SetInput(Input input, InputDescriptor descriptor, object? value) => (inputs ??= new(Node.Descriptor.Inputs.Count)).Add((input, descriptor, value));

    internal void ClearInputs() => inputs?.Clear();

    /// <summary>Whether the inputs are known: evaluated in this process, or restored.</summary>
    internal bool HasInputs => inputs is not null;

    /// <summary>Evaluated inputs of an owner, to be stored: the callbacks of its children need them.</summary>
    internal Dictionary<string, object?>? KeptInputs() =>
        inputs is { Count: > 0 } && (HasChildren || QueuedItems > 0)
            ? inputs.Where(i => !i.Descriptor.Metadata.IsSensitive).ToDictionary(i => i.Descriptor.Name, i => PlainValue.From(i.Value))
            : null;

    internal void RestoreInputs(Dictionary<string, object?>? kept)
    {
        if (kept is null || Node.Descriptor.Inputs.Any(i => i.Metadata.IsSensitive))
            return; // Evaluated again when a callback needs them.
        foreach (var descriptor in Node.Descriptor.Inputs)
        {
            if (descriptor.IsWrapped && kept.TryGetValue(descriptor.Name, out var value) && descriptor.Get(Activity) is Input input)
                SetInput(input, descriptor, ValueConverter.To(value, descriptor.Type));
        }
    }

    internal JournalValues? JournalState()
    {
        if (inputs is not { Count: > 0 })
            return null;
        var values = new KeyValuePair<string, object?>[inputs.Count];
        var count = 0;
        foreach (var (_, descriptor, value) in inputs)
        {
            if (Node.Log.KeepsAll || Node.Log.KeepsInput(descriptor.Name, EvaluateLogMode))
                values[count++] = new(descriptor.Name, descriptor.Metadata.IsSensitive ? "***" : value);
        }

        return new JournalValues(count == values.Length ? values : values[..count]);
    }

    internal JournalValues? JournalOutputs()
    {
        if (outputs is not { Count: > 0 })
            return null;
        var values = new KeyValuePair<string, object?>[outputs.Count];
        var count = 0;
        foreach (var (name, value) in outputs)
        {
            if (Node.Log.KeepsAll || Node.Log.KeepsOutput(name, EvaluateLogMode))
                values[count++] = new(name, IsSensitiveOutput(name) ? "***" : value);
        }

        return new JournalValues(count == values.Length ? values : values[..count]);
    }

    private bool IsSensitiveOutput(string name)
    {
        var descriptors = Node.Descriptor.Outputs;
        for (var i = 0; i < descriptors.Count; i++)
        {
            if (descriptors[i].Metadata.IsSensitive && descriptors[i].Name == name)
                return true;
        }

        return false;
    }

    /// <summary>The mode that an expression gives; a value whose expression fails is left out.</summary>
    private string? EvaluateLogMode(Expression expression)
    {
        try
        {
            var mode = Run.Runner.Evaluator.EvaluateAsync(expression, this);
            return mode.IsCompletedSuccessfully ? ValueConverter.ToText(mode.Result) : "Exclude";
        }
        catch (WorkflowFaultException)
        {
            return "Exclude";
        }
    }

    internal object? CompletionPayload(Outcomes outcomes)
    {
        if (journalData is null && ReferenceEquals(outcomes, Outcomes.Done))
            return DonePayload;
        var payload = new Dictionary<string, object?>(journalData ?? []);
        if (outcomes.Names.Length > 0)
            payload["Outcomes"] = outcomes.Names.ToList<object?>();
        return payload;
    }

    public override ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleOptions? options = null)
    {
        var owner = options?.Owner as ActivityRun ?? this;
        owner.IsWaiting = true;
        if (activity is null)
            return ValueTask.CompletedTask;
        Run.Enqueue(new WorkItem
        {
            Kind = WorkItemKind.Execute,
            Node = Run.Graph.Of(activity),
            Owner = owner,
            CompletionCallback = options?.CompletionCallback?.Method.Name,
            Tag = options?.Tag,
            Variables = options?.Variables,
            Input = options?.Input?.ToDictionary(p => p.Key, p => PlainValue.From(p.Value)),
        });
        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteActivityAsync(Outcomes outcomes) => Run.Runner.CompleteAsync(this, outcomes);

    public override ValueTask CancelActivityAsync() => Run.Runner.CancelAsync(this);

    public override ValueTask CancelChildrenAsync() => Run.Runner.DropChildrenAsync(this);

    public override ValueTask FaultActivityAsync(ActivityFault fault)
    {
        LastItem = null; // A retry begins the scope anew.
        return Run.Runner.FaultAsync(this, fault);
    }

    public override void Send(OutboxMessage message)
    {
        SentMessages++;
        if (SentMessages <= CommittedMessages)
            return; // Committed by the execution that was interrupted.
        var json = JsonSerializer.SerializeToNode(message.Payload, message.Payload.GetType(), PlainJson.Options)!;
        Run.Changes.Outbox.Add(($"{Id}-{SentMessages}", new OutboxMessage(message.Kind, json)));
    }

    public override ValueTask CheckpointAsync() => Run.CheckpointAsync();

    public override void CheckpointWhenDone() => Run.IsCheckpointDue = true;

    public override void AddExecutionLogEntry(string eventName, string? message = null, object? payload = null) => Run.Log(eventName, this, message, PlainValue.From(payload));
}
