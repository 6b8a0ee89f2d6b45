using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Runs instances: takes work items from an instance's queue, one at a time, until it is empty. Knows no storage and no clock of its own; safe for concurrent use by
/// different instances.
/// </summary>
public sealed partial class WorkflowRunner(
    IExpressionEvaluator evaluator,
    IIdGenerator ids,
    TimeProvider timeProvider,
    IServiceProvider services,
    RunOptions options)
{
    private readonly CallbackTable callbacks = new();

    internal IExpressionEvaluator Evaluator => evaluator;

    internal IIdGenerator Ids => ids;

    internal TimeProvider TimeProvider => timeProvider;

    internal IServiceProvider Services => services;

    internal RunOptions Options => options;

    /// <summary>Makes a new instance with its root queued. Nothing has run yet.</summary>
    /// <param name="graph">The definition to run.</param>
    /// <param name="id">Instance id; null: a new one.</param>
    /// <param name="triggerActivityId">Activity that starts the run; null: the flowchart's own start.</param>
    /// <param name="stimulus">What the stimulus brought.</param>
    /// <param name="variables">First values of variables of the workflow, by name; one that cannot be converted to the variable's type is a fault.</param>
    public WorkflowRun Create(
        WorkflowGraph graph, string? id = null, string? triggerActivityId = null, IReadOnlyDictionary<string, object?>? stimulus = null,
        IReadOnlyDictionary<string, object?>? variables = null)
    {
        var run = new WorkflowRun(graph, this, id ?? ids.NewId(), timeProvider.GetUtcNow())
        {
            TriggerActivityId = triggerActivityId,
            TriggerInput = stimulus is null ? null : stimulus.ToDictionary(p => p.Key, p => PlainValue.From(p.Value)),
        };
        foreach (var input in graph.Definition.Inputs)
        {
            if (input.DefaultValue is not null)
                run.Input[input.Name] = ValueConverter.To(input.DefaultValue, TypeAliases.Resolve(input.TypeName, input.IsArray));
        }

        run.Enqueue(new WorkItem { Kind = WorkItemKind.Execute, Node = graph.Of(graph.Root), Owner = null, Variables = Given(graph, variables) });
        return run;
    }

    /// <summary>Puts the resumption of a bookmark into the queue; false when the bookmark is gone.</summary>
    public bool Resume(WorkflowRun run, string bookmarkId, IReadOnlyDictionary<string, object?>? stimulus = null)
    {
        if (run.Status == WorkflowStatus.Finished || !run.BookmarkMap.TryGetValue(bookmarkId, out var bookmark) || run.FindContext(bookmark.ActivityInstanceId) is not { } context)
            return false;
        if (bookmark.AutoBurn)
        {
            run.RemoveBookmark(bookmarkId);
            context.RemoveBookmark(bookmarkId);
        }

        run.Enqueue(new WorkItem
        {
            Kind = WorkItemKind.Resume,
            Node = context.Node,
            Owner = context.Parent,
            Context = context,
            BookmarkCallback = bookmark.CallbackMethodName,
            AutoComplete = bookmark.AutoComplete,
            Stimulus = stimulus is { Count: > 0 } ? stimulus.ToDictionary(p => p.Key, p => PlainValue.From(p.Value)) : null,
        });
        return true;
    }

    /// <summary>Puts the resumptions of all bookmarks into the queue whose time has come, earliest first; gives those bookmarks.</summary>
    public IReadOnlyList<Bookmark> ResumeDue(WorkflowRun run, DateTimeOffset now) =>
        [.. run.BookmarkMap.Values.Where(bookmark => bookmark.DueAt <= now).OrderBy(bookmark => bookmark.DueAt).ToList().Where(bookmark => Resume(run, bookmark.Id))];

    /// <summary>Puts the faulted activities back into the queue; false when there are none.</summary>
    public bool Retry(WorkflowRun run)
    {
        var faulted = run.ActivityContexts.Where(c => c.Status == ActivityStatus.Faulted).ToList();
        if (faulted.Count > 0)
            Reopen(run);
        foreach (var context in faulted)
            Requeue(context);
        return faulted.Count > 0;
    }

    /// <summary>Stops an instance that is interrupted again and again: an incident says why, and its work stays queued for a retry.</summary>
    public void Poison(WorkflowRun run, string reason)
    {
        var context = run.Queue.First?.Value.Context ?? run.ActivityContexts.LastOrDefault();
        var activity = context?.Activity ?? run.Graph.Root;
        var incident = new Incident
        {
            Id = ids.NewId(),
            ActivityId = activity.Id,
            NodeId = activity.NodeId,
            ActivityType = activity.Type,
            ActivityInstanceId = context?.Id ?? "",
            Code = "recovery.poisoned",
            Message = reason,
            Timestamp = timeProvider.GetUtcNow(),
        };
        run.IncidentList.Add(incident);
        run.Changes.IncidentsAdded.Add(incident);
        run.SubStatus = WorkflowSubStatus.Interrupted;
        run.Log("Interrupted", context, reason);
    }

    /// <summary>Lets an instance go on that <see cref="Poison"/> has stopped; false when it is none.</summary>
    public bool Release(WorkflowRun run)
    {
        if (run.SubStatus != WorkflowSubStatus.Interrupted)
            return false;
        run.RecoveryAttempts = 0;
        foreach (var incident in run.IncidentList.Where(i => i.Code == "recovery.poisoned").ToList())
        {
            run.IncidentList.Remove(incident);
            run.Changes.IncidentsResolved.Add(incident.Id);
        }

        run.Log("Retried", null);
        return true;
    }

    /// <summary>Runs until the queue is empty. A fault of an activity becomes an incident; only an abort or a cancellation of the host is thrown.</summary>
    public async ValueTask RunAsync(WorkflowRun run)
    {
        if (run.Status == WorkflowStatus.Finished)
            return;
        run.SubStatus = WorkflowSubStatus.Executing;
        while (run.Queue.First is { } node)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            if (run.IsCheckpointDue)
                await run.CheckpointAsync();
            var item = node.Value;
            run.Queue.RemoveFirst();
            if (item.Owner is { } owner)
                owner.QueuedItems--;
            run.Current = item;
            await ExecuteAsync(run, item);
            run.Current = null;
        }

        run.UpdatedAt = timeProvider.GetUtcNow();
        if (run.Status == WorkflowStatus.Finished)
        {
            foreach (var left in run.ActivityContexts.Where(c => c.Status == ActivityStatus.Running).ToList())
                End(left);
            Finish(run, run.SubStatus);
        }
        else if (run.ActivityContexts.Count == 0)
            Finish(run, WorkflowSubStatus.Finished);
        else
            run.SubStatus = WorkflowSubStatus.Suspended;
        if (run.Status == WorkflowStatus.Finished)
            ReportEnd(run);
        else if (run.Changes.IncidentsAdded.Count > 0)
            Notify(run);
    }

    /// <summary>Takes the state out of a run, to be stored.</summary>
    public static WorkflowState Extract(WorkflowRun run) => StateExtractor.Extract(run);

    /// <summary>Makes a run from a stored state; interrupted work is in its queue again.</summary>
    public WorkflowRun Restore(WorkflowState state, WorkflowGraph graph) => StateRestorer.Restore(state, graph, this);

    /// <summary>Cancels the whole instance.</summary>
    public async ValueTask CancelAsync(WorkflowRun run)
    {
        run.Withdraw(_ => true);
        foreach (var context in run.ActivityContexts.Where(c => c.Parent is null).ToList())
            await CancelAsync(context);
        run.Log("Canceled", null, "The instance was cancelled.");
        Finish(run, WorkflowSubStatus.Cancelled);
        ReportEnd(run);
    }

    /// <summary>Tells the activity that started the instance, and whoever else asked; the message is part of the last commit, so it is neither lost nor doubled.</summary>
    private static void ReportEnd(WorkflowRun run)
    {
        Notify(run);
        if (run.ParentId is not { } parent || !run.Properties.TryGetValue(FinishedWorkflow.ReportsToProperty, out var value) || value is not string activityInstanceId)
            return;
        run.Changes.Outbox.Add(($"{run.Id}-finished", new OutboxMessage(FinishedWorkflow.MessageKind, new FinishedWorkflow
        {
            InstanceId = run.Id,
            ParentInstanceId = parent,
            ActivityInstanceId = activityInstanceId,
            Status = run.Status,
            SubStatus = run.SubStatus,
            Output = run.Output,
        })));
    }

    /// <summary>Tells whoever asked for an <see cref="EndNotice"/>.</summary>
    private static void Notify(WorkflowRun run)
    {
        if (run.PropertiesOrNull?.TryGetValue(EndNotice.Property, out var value) != true || value is not IDictionary<string, object?> asked || asked["kind"] is not string kind)
            return;
        run.Changes.Outbox.Add(($"{run.Id}-end-{run.Revision}", new OutboxMessage(kind, new EndNotice
        {
            InstanceId = run.Id,
            SubStatus = run.SubStatus.ToString(),
            Message = run.Incidents.Count > 0 ? run.Incidents[^1].Message : null,
            At = run.UpdatedAt,
            Data = asked["data"],
        })));
    }

    /// <summary>A context of a trigger with its inputs evaluated, outside of any instance.</summary>
    internal async ValueTask<ActivityRun> PrepareTriggerAsync(WorkflowGraph graph, ActivityNode node)
    {
        var run = Create(graph, id: "trigger");
        ActivityRun? context = null;
        foreach (var scope in node.Ancestors().Reverse().Append(node))
            context = NewContext(run, new WorkItem { Kind = WorkItemKind.Execute, Node = scope, Owner = context });
        await EvaluateInputsAsync(context!);
        return context!;
    }

    internal void Finish(WorkflowRun run, WorkflowSubStatus subStatus)
    {
        run.SubStatus = subStatus;
        run.UpdatedAt = timeProvider.GetUtcNow();
        run.FinishedAt = run.UpdatedAt;
        if (run.BookmarkMap.Count == 0)
            return;
        foreach (var bookmark in run.BookmarkMap.Values.ToList())
        {
            run.RemoveBookmark(bookmark.Id);
            run.FindContext(bookmark.ActivityInstanceId)?.RemoveBookmark(bookmark.Id);
        }
    }

    private async ValueTask ExecuteAsync(WorkflowRun run, WorkItem item)
    {
        var context = item.Context ?? NewContext(run, item);
        item.Context = context;
        if (context.Status is ActivityStatus.Completed or ActivityStatus.Canceled)
            return;
        context.CurrentStatus = ActivityStatus.Running;
        context.IsWaiting = false;
        context.SentAtStart = context.SentMessages;
        context.LastItem = item;
        if (item is { IsRepeat: true, Kind: WorkItemKind.Execute })
        {
            run.RemoveBookmarksOf(context);
            await CancelChildrenAsync(context);
        }

        using var span = ExecutionSpan.Begin(context, item);
        context.Run.Log(item.Kind == WorkItemKind.Resume || item.IsRepeat ? "Resumed" : item.Kind == WorkItemKind.Compensate ? "Compensating" : "Started", context);
        try
        {
            await EvaluateInputsAsync(context);
            if (item.Kind == WorkItemKind.Execute)
            {
                TakeTrigger(run, context);
                await context.Activity.ExecuteAsync(context);
            }
            else if (item.Kind == WorkItemKind.Compensate)
            {
                await CompensateAsync(context);
            }
            else
            {
                context.StimulusOrNull = item.Stimulus;
                if (item.BookmarkCallback is { } callback)
                    await callbacks.ResumeAsync(context.Activity, callback, context);
                else if (item.AutoComplete)
                    await CompleteAsync(context, Outcomes.Done);
            }

            if (context.Status == ActivityStatus.Running && !context.IsWaiting && context.Activity is ICompletesItself)
                await CompleteAsync(context, Outcomes.Done);
        }
        catch (Exception e) when (e is not RunAbortedException && !(e is OperationCanceledException && run.Cancellation.IsCancellationRequested))
        {
            await FaultAsync(context, e);
        }

        if (context.Status == ActivityStatus.Running && context.BookmarkCount > 0)
            run.Log("Suspended", context, withState: true);
    }

    private ActivityRun NewContext(WorkflowRun run, WorkItem item)
    {
        var context = new ActivityRun(run, item.Node, item.Owner, ids.NewId(), timeProvider.GetUtcNow()) { CompletionCallback = item.CompletionCallback, TagText = item.Tag };
        context.ScopeInput = item.Input;
        var declared = DeclaredVariables.Of(item.Node.Activity);
        if (item.Variables is { } given)
        {
            Declare(context, declared, given);
            return context;
        }

        for (var i = 0; i < declared.Count; i++)
            context.Declare(declared[i], TypeAliases.DefaultValue(declared[i]));
        return context;
    }

    /// <summary>Values that are given to the whole workflow are those of its variables; what is given to an activity is its own.</summary>
    private static void Declare(ActivityRun context, IList<Variable> declared, IReadOnlyList<Variable> given)
    {
        var isWhole = context.Activity is Activities.Workflow;
        foreach (var variable in declared)
        {
            var first = isWhole ? given.FirstOrDefault(v => v.Id == variable.Id) : null;
            context.Declare(variable, first is null ? TypeAliases.DefaultValue(variable) : PlainValue.From(first.Value));
        }

        foreach (var variable in isWhole ? given.Where(v => !declared.Any(d => d.Id == v.Id)) : given)
            context.Declare(variable, PlainValue.From(variable.Value));
    }

    private static List<Variable>? Given(WorkflowGraph graph, IReadOnlyDictionary<string, object?>? values) => values is not { Count: > 0 } ? null :
    [
        .. values.Select(given => graph.Root.Variables.FirstOrDefault(v => v.Name == given.Key || v.Id == given.Key) is { } declared
            ? new Variable { Id = declared.Id, Name = declared.Name, TypeName = declared.TypeName, IsArray = declared.IsArray, Value = ValueConverter.To(given.Value, TypeAliases.Resolve(declared.TypeName, declared.IsArray)) }
            : new Variable { Id = given.Key, Name = given.Key, Value = given.Value }),
    ];

    private static void TakeTrigger(WorkflowRun run, ActivityRun context)
    {
        if (run.TriggerActivityId is null || run.TriggerActivityId != context.Activity.Id || context.Node.Ancestors().Any(n => n.Activity is WorkflowDefinitionActivity))
            return;
        context.IsTrigger = run.TriggerInput is not null;
        context.StimulusOrNull = run.TriggerInput;
        run.TriggerActivityId = null;
        run.TriggerInput = null;
    }

    /// <summary>Who filters incidents for what was refused finds it wherever the expression stands.</summary>
    private static string CodeOf(Exception exception) => exception is WorkflowFaultException { Code: WorkflowFaultException.Untrusted } ? WorkflowFaultException.Untrusted : "input";

    private async ValueTask EvaluateInputsAsync(ActivityRun context)
    {
        context.ClearInputs();
        var descriptors = context.Node.Descriptor.Inputs;
        for (var i = 0; i < descriptors.Count; i++)
        {
            var descriptor = descriptors[i];
            if (!descriptor.IsWrapped || !descriptor.Metadata.AutoEvaluate)
                continue;
            var input = (Input?)descriptor.Get(context.Activity);
            if (input is null)
                continue;
            try
            {
                var value = input.Expression switch
                {
                    null => null,
                    { Type: "Object", Value: string text } when descriptor.KeepsText => text,
                    var expression => await evaluator.EvaluateAsync(expression, context),
                };
                context.SetInput(input, descriptor, ValueConverter.To(value ?? descriptor.Metadata.DefaultValue, descriptor.Type));
            }
            catch (Exception e) when (e is not (RunAbortedException or OperationCanceledException))
            {
                throw new WorkflowFaultException($"Failed to evaluate activity input '{descriptor.Name}'", CodeOf(e), string.Join(' ', new[] { e.Message, (e as WorkflowFaultException)?.Detail }.OfType<string>()), e);
            }
        }
    }
}
