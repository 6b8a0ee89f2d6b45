using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

public sealed partial class WorkflowRunner
{
    private ValueTask FaultAsync(ActivityRun context, Exception exception) => FaultAsync(context, ActivityFault.Of(exception, context.Activity, timeProvider.GetUtcNow()));

    /// <summary>Ends an execution with a fault: the scopes around it are asked from the inside outwards; without one that handles it there is an incident.</summary>
    internal async ValueTask FaultAsync(ActivityRun context, ActivityFault fault)
    {
        var run = context.Run;
        context.CurrentStatus = ActivityStatus.Faulted;
        run.RemoveBookmarksOf(context);
        UndoLog.NoteStop(context);
        run.Log("Faulted", context, fault.Message, withState: true);
        if (run.SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled) && await IsHandledAsync(context, fault))
            return;
        var incident = new Incident
        {
            Id = ids.NewId(),
            ActivityId = context.Activity.Id,
            NodeId = context.Activity.NodeId,
            ActivityType = context.Activity.Type,
            ActivityInstanceId = context.Id,
            Code = fault.Code,
            Message = fault.Message,
            Detail = fault.Detail,
            Timestamp = fault.Timestamp,
        };
        run.IncidentList.Add(incident);
        run.Changes.IncidentsAdded.Add(incident);
        var strategy = run.Graph.Definition.Options.IncidentStrategyType ?? options.DefaultIncidentStrategy;
        if (strategy == "FaultStrategy")
            Finish(run, WorkflowSubStatus.Faulted);
    }

    /// <summary>Cancels what is below a scope; incidents of what was faulted there are settled.</summary>
    internal async ValueTask DropChildrenAsync(ActivityRun scope)
    {
        await CancelChildrenAsync(scope);
        var run = scope.Run;
        foreach (var incident in run.IncidentList.Where(i => run.FindContext(i.ActivityInstanceId) is null && i.ActivityInstanceId.Length > 0).ToList())
        {
            run.IncidentList.Remove(incident);
            if (!run.Changes.IncidentsAdded.Remove(incident))
                run.Changes.IncidentsResolved.Add(incident.Id);
        }
    }

    /// <summary>Queues the compensation of an execution of an activity that can undo itself.</summary>
    internal void QueueCompensation(ActivityRun owner, ActivityNode node, UndoEntry entry, IReadOnlyList<Variable> variables, string callback)
    {
        var context = new ActivityRun(owner.Run, node, owner, ids.NewId(), timeProvider.GetUtcNow()) { CompletionCallback = callback, TagText = entry.Id };
        context.RestoreProperties(new Dictionary<string, object?>(entry.Properties));
        foreach (var variable in variables)
            context.Declare(variable, PlainValue.From(variable.Value));
        owner.IsWaiting = true;
        owner.Run.Enqueue(new WorkItem { Kind = WorkItemKind.Compensate, Node = node, Owner = owner, Context = context, CompletionCallback = callback });
    }

    private async ValueTask CompensateAsync(ActivityRun context)
    {
        await ((ICompensable)context.Activity).CompensateAsync(context);
        if (context.Status == ActivityStatus.Running && !context.IsWaiting)
            await CompleteAsync(context, Outcomes.Done);
    }

    private async ValueTask<bool> IsHandledAsync(ActivityRun context, ActivityFault fault)
    {
        for (var scope = context.Parent; scope is not null; scope = scope.Parent)
        {
            if (scope.Status != ActivityStatus.Running || scope.Activity is not IHandlesFaults handler)
                continue;
            try
            {
                switch (await handler.OnFaultAsync(scope, fault))
                {
                    case FaultHandling.Handled:
                        return true;
                    case FaultHandling.Incident:
                        return false;
                }
            }
            catch (Exception e) when (e is not RunAbortedException && !(e is OperationCanceledException && context.Run.Cancellation.IsCancellationRequested))
            {
                await FaultAsync(scope, e);
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells an activity that ends without completing.</summary>
    private static void End(ActivityRun context)
    {
        UndoLog.NoteStop(context);
        (context.Activity as ICancelable)?.OnCanceled(context);
    }
}
