using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Makes a run from a stored state.</summary>
internal static class StateRestorer
{
    public static WorkflowRun Restore(WorkflowState state, WorkflowGraph graph, WorkflowRunner runner)
    {
        var run = new WorkflowRun(graph, runner, state.Id, state.CreatedAt)
        {
            Tenant = state.Tenant,
            CorrelationId = state.CorrelationId,
            Name = state.Name,
            ParentId = state.ParentInstanceId,
            TraceParent = state.TraceParent,
            SubStatus = state.SubStatus,
            UpdatedAt = state.UpdatedAt,
            FinishedAt = state.FinishedAt,
            JournalSequence = state.JournalSequence,
            RecoveryAttempts = state.RecoveryAttempts,
            TriggerActivityId = state.TriggerActivityId,
            TriggerInput = state.TriggerInput,
            LastResult = state.LastResult,
            FinalVariables = state.FinalVariables,
        };
        Copy(state.Input, run.Input);
        if (state.Output.Count > 0)
            Copy(state.Output, run.Output);
        if (state.Properties.Count > 0)
            Copy(state.Properties, run.Properties);
        foreach (var (id, outputs) in state.ActivityOutputs)
            run.ActivityOutputs[id] = outputs;
        run.IncidentList.AddRange(state.Incidents);
        run.Expect(state.ActivityExecutionContexts.Count, state.Bookmarks.Count);
        foreach (var context in state.ActivityExecutionContexts)
            Restore(run, context);
        foreach (var bookmark in state.Bookmarks)
        {
            run.BookmarkMap[bookmark.Id] = bookmark;
            run.FindContext(bookmark.ActivityInstanceId)?.AddBookmark(bookmark.Id);
        }

        foreach (var item in state.Queue)
            run.Enqueue(Restore(run, item));
        return run;
    }

    private static void Restore(WorkflowRun run, ActivityContextState state)
    {
        var parent = state.ParentId is null ? null : run.FindContext(state.ParentId);
        var context = new ActivityRun(run, NodeOf(run, state.NodeId), parent, state.Id, state.StartedAt)
        {
            CompletionCallback = state.CompletionCallback,
            TagText = state.Tag,
            CurrentStatus = state.Status,
            IsTrigger = state.IsTrigger,
            ScopeInput = state.ScopeInput,
            SentMessages = state.SentAtStart,
            SentAtStart = state.SentAtStart,
            CommittedMessages = state.SentMessages,
        };
        context.StimulusOrNull = state.Stimulus;
        if (state.Properties is not null)
            context.RestoreProperties(state.Properties);
        foreach (var variable in state.Variables ?? [])
            RestoreVariable(context, variable);
        context.RestoreInputs(state.Inputs);
        foreach (var effect in state.Effects ?? [])
            context.Effects[effect.Name] = effect;
        if (state.LastItem is { } item)
            context.LastItem = Restore(run, item);
    }

    private static void RestoreVariable(ActivityRun context, VariableState state)
    {
        var declared = new Variable { Id = state.Id, Name = state.Name, TypeName = state.TypeName, IsArray = state.IsArray };
        context.Declare(declared, TypeAliases.Convert(state.Value, state.TypeName, state.IsArray));
    }

    private static WorkItem Restore(WorkflowRun run, WorkItemState state) => new()
    {
        Kind = state.Kind,
        Node = NodeOf(run, state.NodeId),
        Owner = state.OwnerId is null ? null : run.FindContext(state.OwnerId),
        Context = state.ContextId is null ? null : run.FindContext(state.ContextId),
        CompletionCallback = state.CompletionCallback,
        BookmarkCallback = state.BookmarkCallback,
        AutoComplete = state.AutoComplete,
        Tag = state.Tag,
        Variables = state.Variables is null ? null : [.. state.Variables.Select(v => new Variable { Id = v.Id, Name = v.Name, TypeName = v.TypeName, IsArray = v.IsArray, Value = v.Value })],
        Input = state.Input,
        Stimulus = state.Stimulus,
        IsRepeat = state.IsRepeat,
    };

    private static ActivityNode NodeOf(WorkflowRun run, string nodeId) => run.Graph.FindByNodeId(nodeId)
        ?? throw new WorkflowFaultException($"The instance {run.Id} is at activity '{nodeId}', which version {run.DefinitionVersion} of '{run.DefinitionId}' does not have.");

    private static void Copy(IDictionary<string, object?> from, IDictionary<string, object?> to)
    {
        foreach (var (key, value) in from)
            to[key] = value;
    }
}
