using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>One run of a flowchart, as its scheduling modes see it.</summary>
internal readonly record struct FlowRun(Flowchart Flowchart, ActivityRun Context, FlowGraph Graph)
{
    public ValueTask ScheduleAsync(IActivity target, string? tag = null) => Flowchart.ScheduleAsync(Context, target, tag);

    /// <summary>Whether anything below the flowchart still runs, waits or has faulted.</summary>
    public bool HasPendingWork => Context.QueuedItems > 0 || Context.Children.Any(child => child.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled));

    /// <summary>Whether an activity of the flowchart is queued, runs or waits.</summary>
    public bool IsScheduled(string activityId)
    {
        var context = Context;
        return context.Children.Any(c => c.Activity.Id == activityId && c.Status is (ActivityStatus.Running or ActivityStatus.Pending))
            || context.Run.Queue.Any(item => item.Owner == context && item.Node.Activity.Id == activityId);
    }

    /// <summary>Cancels the executions on the way to the target; gives all activities on it. As in Elsa, those that are only queued still run.</summary>
    public async ValueTask<IReadOnlySet<string>> CancelAncestorsAsync(string target)
    {
        var ancestors = Graph.Ancestors(target);
        var context = Context;
        foreach (var child in context.Children.Where(c => c.Status is (ActivityStatus.Running or ActivityStatus.Pending) && ancestors.Contains(c.Activity.Id)).ToList())
            await context.Run.Runner.CancelWithoutNoticeAsync(child);
        return ancestors;
    }

    /// <summary>The activities of the flowchart that are queued.</summary>
    public HashSet<string> QueuedIds()
    {
        var context = Context;
        return context.Run.Queue.Where(item => item.Owner == context).Select(item => item.Node.Activity.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The mode of a join; a mode that is an expression is evaluated in the flowchart's scope.</summary>
    public async ValueTask<FlowJoinMode> ModeOfAsync(FlowJoin join) => join.Mode?.Expression switch
    {
        null => FlowJoinMode.WaitAny,
        { Type: "Literal", Value: var value } => value is null ? FlowJoinMode.WaitAny : ValueConverter.To<FlowJoinMode>(value),
        var expression => await Context.EvaluateAsync<FlowJoinMode>(expression),
    };
}
