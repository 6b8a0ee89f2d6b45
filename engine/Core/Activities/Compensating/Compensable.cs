using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// A step of a <see cref="Compensation"/>: Body does something, Undo takes it back. Undo runs when the scope fails after Body has completed, or when a <see cref="Compensate"/>
/// asks for it; it sees the variables as they were when Body completed, and the fault in <c>Error</c>.
/// </summary>
[Activity("Orchestrator", "Error Handling", "A step with the activity that undoes it, inside of a Compensation.")]
public sealed class Compensable : Activity, IDeclaresVariables
{
    [Port]
    public IActivity? Body { get; set; }

    [Port]
    public IActivity? Undo { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (UndoLog.ScopeOf((ActivityRun)context) is null)
            throw new WorkflowFaultException($"Compensable '{Name ?? Id}' is outside of a Compensation, so nothing would ever undo it: put a Compensation around it.", "compensation.no-scope");
        return Body is null ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed)
    {
        var context = (ActivityRun)completed.TargetContext;
        UndoLog.Note(UndoLog.ScopeOf(context)!, context);
        return context.CompleteActivityAsync();
    }
}
