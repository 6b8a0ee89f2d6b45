using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>One instance in memory. Not thread-safe.</summary>
public sealed class WorkflowRun : WorkflowExecutionContext
{
    private readonly Dictionary<string, ActivityRun> contexts = new(StringComparer.Ordinal);
    private Dictionary<string, object?>? output;
    private Dictionary<string, object?>? properties;
    private Dictionary<object, object>? transientProperties;

    internal WorkflowRun(WorkflowGraph graph, WorkflowRunner runner, string id, DateTimeOffset createdAt)
    {
        Graph = graph;
        Runner = runner;
        Id = id;
        CreatedAt = createdAt;
        UpdatedAt = createdAt;
    }

    public WorkflowGraph Graph { get; }

    internal WorkflowRunner Runner { get; }

    public override string Id { get; }

    public override string DefinitionId => Graph.Definition.DefinitionId;

    public override string DefinitionVersionId => Graph.Definition.Id;

    public override int DefinitionVersion => Graph.Definition.Version;

    public override string Tenant { get; set; } = "";

    public override string? CorrelationId { get; set; }

    public override string? Name { get; set; }

    public string? ParentId { get; set; }

    public override string? ParentWorkflowInstanceId => ParentId;

    public override IDictionary<string, object?> Input { get; } = new Dictionary<string, object?>();

    public override IDictionary<string, object?> Output => output ??= [];

    internal IDictionary<string, object?>? OutputOrNull => output;

    public override IDictionary<string, object?> Properties => properties ??= [];

    internal IDictionary<string, object?>? PropertiesOrNull => properties;

    public override IDictionary<object, object> TransientProperties => transientProperties ??= [];

    public override IServiceProvider ServiceProvider => Runner.Services;

    public override TimeProvider TimeProvider => Runner.TimeProvider;

    public override CancellationToken CancellationToken => Cancellation;

    /// <summary>Token of the present burst.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>W3C trace context (<c>traceparent</c>) of what started the instance; all that it does belongs to that trace. Null: not traced.</summary>
    public string? TraceParent { get; set; }

    public WorkflowSubStatus SubStatus { get; internal set; } = WorkflowSubStatus.Pending;

    public WorkflowStatus Status => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted
        ? WorkflowStatus.Finished
        : WorkflowStatus.Running;

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>Revision of the last commit; 0 before the first.</summary>
    public long Revision { get; set; }

    /// <summary>How often this run was picked up after an interruption without reaching its end.</summary>
    public int RecoveryAttempts { get; set; }

    /// <summary>Makes a checkpoint durable; set by whoever runs the instance. Null: nothing is kept.</summary>
    public Func<WorkflowRun, ValueTask>? Committer { get; set; }

    public RunChanges Changes { get; } = new();

    /// <summary>True when nothing is lost if a run that has come to its end is never saved, and its definition wants that.</summary>
    public bool NeedsNoCommit => Graph.Definition.Options.CommitStrategy == CommitStrategy.None && Revision == 0 && SubStatus == WorkflowSubStatus.Finished
        && Changes.Outbox.Count == 0 && Changes.Effects.Count == 0 && IncidentList.Count == 0;

    /// <summary>Activity whose trigger started the run, until it was executed.</summary>
    public string? TriggerActivityId { get; internal set; }

    internal Dictionary<string, object?>? TriggerInput { get; set; }

    public IReadOnlyDictionary<string, Bookmark> Bookmarks => BookmarkMap;

    internal Dictionary<string, Bookmark> BookmarkMap { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Incident> Incidents => IncidentList;

    internal List<Incident> IncidentList { get; } = [];

    /// <summary>Last outputs by node id.</summary>
    internal Dictionary<string, Dictionary<string, object?>> ActivityOutputs { get; } = new(StringComparer.Ordinal);

    /// <summary>What an activity gave out last.</summary>
    public object? LastResult { get; internal set; }

    /// <summary>Values of the workflow's variables when it finished.</summary>
    public IReadOnlyList<VariableState> FinalVariables { get; internal set; } = [];

    /// <summary>The workflow's variables with their values: those of the live root scope, else the final ones.</summary>
    public IReadOnlyList<VariableState> Variables =>
        contexts.Values.FirstOrDefault(c => c.Parent is null) is { } root ? [.. root.Variables.Select(StateExtractor.Extract)] : FinalVariables;

    internal LinkedList<WorkItem> Queue { get; } = new();

    /// <summary>The item at work; part of a checkpoint, so that it is executed again after a crash.</summary>
    internal WorkItem? Current { get; set; }

    internal long JournalSequence { get; set; }

    public IReadOnlyCollection<ActivityRun> ActivityContexts => contexts.Values;

    internal ActivityRun? FindContext(string id) => contexts.GetValueOrDefault(id);

    /// <summary>Makes room for this many executions and bookmarks.</summary>
    internal void Expect(int executions, int bookmarks)
    {
        contexts.EnsureCapacity(executions);
        BookmarkMap.EnsureCapacity(bookmarks);
    }

    internal void Attach(ActivityRun context) => contexts.Add(context.Id, context);

    internal void Detach(ActivityRun context)
    {
        contexts.Remove(context.Id);
        if (context.Parent is { HasChildren: true } parent)
            parent.ChildMap.Remove(context.Id);
    }

    internal void Enqueue(WorkItem item)
    {
        if (item.Owner is { } owner)
            owner.QueuedItems++;
        Queue.AddLast(item);
    }

    internal void EnqueueFirst(WorkItem item)
    {
        if (item.Owner is { } owner)
            owner.QueuedItems++;
        Queue.AddFirst(item);
    }

    internal void WithdrawOwnedBy(ActivityRun owner) => Withdraw(item => item.Owner == owner);

    internal void Withdraw(Func<WorkItem, bool> which)
    {
        for (var node = Queue.First; node is not null;)
        {
            var next = node.Next;
            if (which(node.Value))
            {
                if (node.Value.Owner is { } owner)
                    owner.QueuedItems--;
                Queue.Remove(node);
            }

            node = next;
        }
    }

    internal void AddBookmark(Bookmark bookmark)
    {
        BookmarkMap.Add(bookmark.Id, bookmark);
        Changes.BookmarksAdded.Add(bookmark.Id, bookmark);
    }

    internal void RemoveBookmark(string id)
    {
        if (BookmarkMap.Remove(id) && !Changes.BookmarksAdded.Remove(id))
            Changes.BookmarksRemoved.Add(id);
    }

    internal void RemoveBookmarksOf(ActivityRun context)
    {
        if (context.BookmarkCount == 0)
            return;
        foreach (var id in context.TakeBookmarks())
            RemoveBookmark(id);
    }

    internal void Log(string eventName, ActivityRun? context, string? message = null, object? payload = null, bool withState = false)
    {
        Changes.Journal.Add(new JournalRecord
        {
            Sequence = ++JournalSequence,
            Timestamp = TimeProvider.GetUtcNow(),
            EventName = eventName,
            Node = context?.Node,
            ActivityInstanceId = context?.Id,
            ParentActivityInstanceId = context?.Parent?.Id,
            Message = message,
            ActivityState = withState ? context?.JournalState() : null,
            Outputs = withState ? context?.JournalOutputs() : null,
            Payload = payload,
        });
    }

    /// <summary>What happened so far is committed before the next activity runs.</summary>
    internal bool IsCheckpointDue { get; set; }

    internal ValueTask CheckpointAsync()
    {
        IsCheckpointDue = false;
        return Committer is { } commit ? commit(this) : ValueTask.CompletedTask;
    }
}
