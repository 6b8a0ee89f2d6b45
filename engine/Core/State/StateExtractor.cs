using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Takes the state out of a run.</summary>
internal static class StateExtractor
{
    public static WorkflowState Extract(WorkflowRun run) => new()
    {
        Id = run.Id,
        DefinitionId = run.DefinitionId,
        DefinitionVersionId = run.DefinitionVersionId,
        DefinitionVersion = run.DefinitionVersion,
        Tenant = run.Tenant,
        CorrelationId = run.CorrelationId,
        Name = run.Name,
        ParentInstanceId = run.ParentId,
        TraceParent = run.TraceParent,
        Status = run.Status,
        SubStatus = run.SubStatus,
        CreatedAt = run.CreatedAt,
        UpdatedAt = run.UpdatedAt,
        FinishedAt = run.FinishedAt,
        Input = run.Input,
        Output = run.OutputOrNull ?? WorkflowState.NoValues,
        Properties = run.PropertiesOrNull ?? WorkflowState.NoValues,
        Bookmarks = [.. run.BookmarkMap.Values],
        Incidents = run.Incidents,
        ActivityExecutionContexts = Contexts(run),
        Queue = run.Queue.Count == 0 && run.Current is null ? [] : [.. Items(run)],
        ActivityOutputs = EndedForGood(run) ? WorkflowState.NoOutputs : run.ActivityOutputs,
        LastResult = EndedForGood(run) ? null : run.LastResult,
        FinalVariables = run.FinalVariables,
        WorkflowActivities = run.Graph.WorkflowActivities is { Count: > 0 } used ? used : null,
        JournalSequence = run.JournalSequence,
        RecoveryAttempts = run.RecoveryAttempts,
        TriggerActivityId = run.TriggerActivityId,
        TriggerInput = run.TriggerInput,
    };

    public static VariableState Extract(VariableSlot slot) =>
        new(slot.Variable.Id, slot.Variable.Name, slot.Variable.TypeName, slot.Variable.IsArray, IsInMemory(slot.Variable) ? null : slot.Value);

    /// <summary>A faulted instance may be retried, and needs what it knew.</summary>
    private static bool EndedForGood(WorkflowRun run) => run.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled;

    private static bool IsInMemory(Variable variable) => variable.StorageDriverTypeName?.Contains("Memory", StringComparison.Ordinal) == true;

    /// <summary>Parents before their children, in the order in which they were made.</summary>
    private static List<ActivityContextState> Contexts(WorkflowRun run)
    {
        var all = new List<ActivityContextState>(run.ActivityContexts.Count);
        if (run.ActivityContexts.Count == 0)
            return all;
        var pending = new Stack<ActivityRun>();
        Push(pending, run.ActivityContexts.Where(context => context.Parent is null));
        while (pending.TryPop(out var context))
        {
            all.Add(Extract(run, context));
            if (context.ChildrenOrNull is { Count: > 0 } children)
                Push(pending, children.Values);
        }

        return all;
    }

    /// <summary>The first comes to lie on top.</summary>
    private static void Push(Stack<ActivityRun> pending, IEnumerable<ActivityRun> contexts)
    {
        foreach (var context in contexts.Reverse())
            pending.Push(context);
    }

    private static ActivityContextState Extract(WorkflowRun run, ActivityRun context)
    {
        var current = run.Current?.Context == context;
        return new ActivityContextState
        {
            Id = context.Id,
            ParentId = context.Parent?.Id,
            NodeId = context.Activity.NodeId,
            Status = context.Status,
            StartedAt = context.StartedAt,
            Tag = context.Tag,
            CompletionCallback = context.CompletionCallback,
            IsTrigger = context.IsTrigger,
            Stimulus = context.StimulusOrNull is { Count: > 0 } stimulus ? stimulus : null,
            ScopeInput = context.ScopeInput,
            Inputs = context.KeptInputs(),
            Properties = context.PropertiesOrNull is { Count: > 0 } properties ? new Dictionary<string, object?>(properties) : null,
            Variables = context.Variables.Count > 0 ? [.. context.Variables.Select(Extract)] : null,
            Effects = context.EffectsOrNull is { Count: > 0 } effects ? [.. effects.Values] : null,
            SentMessages = context.SentMessages,
            SentAtStart = current ? context.SentAtStart : context.SentMessages,
            LastItem = context.Status == ActivityStatus.Faulted && context.LastItem is { } item ? Extract(item) : null,
        };
    }

    private static IEnumerable<WorkItemState> Items(WorkflowRun run)
    {
        if (run.Current is { Context: not null } current)
            yield return Extract(current) with { IsRepeat = true };
        foreach (var item in run.Queue)
            yield return Extract(item);
    }

    private static WorkItemState Extract(WorkItem item) => new()
    {
        Kind = item.Kind,
        NodeId = item.Node.Activity.NodeId,
        OwnerId = item.Owner?.Id,
        ContextId = item.Context?.Id,
        CompletionCallback = item.CompletionCallback,
        BookmarkCallback = item.BookmarkCallback,
        AutoComplete = item.AutoComplete,
        Tag = item.Tag,
        Variables = item.Variables is { Count: > 0 } ? [.. item.Variables.Select(v => new VariableState(v.Id, v.Name, v.TypeName, v.IsArray, PlainValue.From(v.Value)))] : null,
        Input = item.Input,
        Stimulus = item.Stimulus,
        IsRepeat = item.IsRepeat,
    };
}
