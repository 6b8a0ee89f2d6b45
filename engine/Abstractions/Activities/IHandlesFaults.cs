namespace Orchestrator.Workflows;

/// <summary>A scope that is asked when an activity below it faults, from the inside outwards, before there is an incident.</summary>
public interface IHandlesFaults : IActivity
{
    /// <summary>
    /// Decides what becomes of a fault. A scope that handles it cancels what is left of its body with <see cref="ActivityExecutionContext.CancelChildrenAsync"/> and
    /// schedules what comes next. An exception becomes a fault of the scope itself. No checkpoint may be made here: the decision is committed with the burst.
    /// </summary>
    /// <param name="context">The scope's own execution.</param>
    /// <param name="fault">What went wrong, and where.</param>
    ValueTask<FaultHandling> OnFaultAsync(ActivityExecutionContext context, ActivityFault fault);
}
