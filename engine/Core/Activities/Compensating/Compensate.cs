using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Undoes what was done so far in the nearest <see cref="Compensation"/>, the last one first, and goes on. A compensation that fails is an incident.</summary>
[Activity("Orchestrator", "Error Handling", "Undoes now what was done so far in the nearest Compensation.")]
public sealed class Compensate : Activity, IHandlesFaults
{
    private const string Key = "Only";

    [Input(Description = "Id or name of the only activity to undo; all when empty.")]
    public Input<string>? Target { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (UndoLog.ScopeOf((ActivityRun)context) is null)
            throw new WorkflowFaultException($"Compensate '{Name ?? Id}' is outside of a Compensation: put it into its Body.", "compensation.no-scope");
        context.Properties[Key] = Target.GetOrDefault(context) is { Length: > 0 } target ? target : null;
        return NextAsync((ActivityRun)context);
    }

    ValueTask<FaultHandling> IHandlesFaults.OnFaultAsync(ActivityExecutionContext context, ActivityFault fault) => ValueTask.FromResult(FaultHandling.Incident);

    internal ValueTask OnUndoneAsync(ActivityCompletedContext completed)
    {
        var context = (ActivityRun)completed.TargetContext;
        UndoLog.Remove(UndoLog.ScopeOf(context)!, completed.ChildContext.Tag!);
        return NextAsync(context);
    }

    private async ValueTask NextAsync(ActivityRun context)
    {
        if (!await UndoLog.UndoNextAsync(UndoLog.ScopeOf(context)!, context, OnUndoneAsync, context.Properties[Key] as string, null))
            await context.CompleteActivityAsync();
    }
}
