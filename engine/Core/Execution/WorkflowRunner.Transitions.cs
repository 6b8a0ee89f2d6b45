using Orchestrator.Workflows;

namespace Orchestrator.Core;

public sealed partial class WorkflowRunner
{
    /// <summary>Completes an execution; its owner is told unless the owner ends with it.</summary>
    internal async ValueTask CompleteAsync(ActivityRun context, Outcomes outcomes, bool tellsOwner = true)
    {
        if (context.Status != ActivityStatus.Running)
            return;
        var run = context.Run;
        await CancelChildrenAsync(context);
        context.CurrentStatus = ActivityStatus.Completed;
        run.IsCheckpointDue |= context.CommitStrategy == CommitStrategy.EveryActivity;
        run.Log("Completed", context, payload: context.CompletionPayload(outcomes), withState: true);
        run.RemoveBookmarksOf(context);
        UndoLog.NoteCompletion(context);
        if (context.Parent is null)
            run.FinalVariables = run.Variables;
        if (!tellsOwner || run.SubStatus is WorkflowSubStatus.Finished)
        {
            run.Detach(context);
            return;
        }

        if (context.Parent is { } owner && context.CompletionCallback is { } callback && owner.Status == ActivityStatus.Running)
        {
            try
            {
                if (!owner.HasInputs)
                    await EvaluateInputsAsync(owner);
                await callbacks.CompleteAsync(owner.Activity, callback, new ActivityCompletedContext(owner, context, outcomes));
            }
            catch (ChildFaultException e)
            {
                await FaultAsync(context, e);
                return;
            }
            catch (Exception e) when (e is not RunAbortedException && !(e is OperationCanceledException && run.Cancellation.IsCancellationRequested))
            {
                await FaultAsync(owner, e);
            }
        }

        run.Detach(context);
    }

    internal async ValueTask CancelAsync(ActivityRun context)
    {
        if (context.Status is ActivityStatus.Completed or ActivityStatus.Canceled)
            return;
        var run = context.Run;
        run.Withdraw(item => item.Context == context);
        await CancelChildrenAsync(context);
        context.CurrentStatus = ActivityStatus.Canceled;
        if (context.Parent is null)
            run.FinalVariables = run.Variables;
        run.RemoveBookmarksOf(context);
        run.Log("Canceled", context);
        End(context);
        run.Detach(context);
        if (context.Parent is { Status: ActivityStatus.Running } owner && owner.Activity is IObservesCancellation observer)
            await observer.OnChildCanceledAsync(owner, context);
    }

    internal async ValueTask CancelChildrenAsync(ActivityRun context)
    {
        var run = context.Run;
        if (context.QueuedItems > 0)
            run.WithdrawOwnedBy(context);
        if (!HasLiveChildren(context))
            return;
        foreach (var child in context.ChildMap.Values.Where(IsLive).ToList())
            await CancelWithoutNoticeAsync(child);
    }

    private static bool IsLive(ActivityRun context) => context.CurrentStatus is not (ActivityStatus.Completed or ActivityStatus.Canceled);

    private static bool HasLiveChildren(ActivityRun context)
    {
        if (!context.HasChildren)
            return false;
        foreach (var child in context.ChildMap)
        {
            if (IsLive(child.Value))
                return true;
        }

        return false;
    }

    /// <summary>The owner ends too, so it need not be told.</summary>
    internal async ValueTask CancelWithoutNoticeAsync(ActivityRun context)
    {
        await CancelChildrenAsync(context);
        context.Run.RemoveBookmarksOf(context);
        if (context.Status != ActivityStatus.Faulted)
        {
            context.CurrentStatus = ActivityStatus.Canceled;
            context.Run.Log("Canceled", context);
        }

        End(context);
        context.Run.Detach(context);
    }

    /// <summary>Ends the instance at once, whatever else is pending.</summary>
    internal async ValueTask FinishAsync(ActivityRun context)
    {
        var run = context.Run;
        run.Withdraw(_ => true);
        Finish(run, WorkflowSubStatus.Finished);
        var root = context;
        while (root.Parent is not null)
            root = root.Parent;
        await CompleteAsync(context, Outcomes.Done);
        await CompleteAsync(root, Outcomes.Done);
    }
}
