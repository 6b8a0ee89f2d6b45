using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// A scope that is undone as a whole: when Body fails, what was completed in it – <see cref="Compensable"/> steps and activities that can undo themselves – is undone, the last one
/// first; then the fault goes on outwards, or the scope completes with outcome <c>Compensated</c>.
/// </summary>
/// <remarks>
/// What was done is noted in the instance's state with the commit that holds its completion, so a restart goes on where it stopped. A scope that completes hands what it noted to
/// the Compensation around it. A compensation that fails is an incident; once that is retried or skipped the next one is undone. A cancellation from outside undoes nothing.
/// </remarks>
[Activity("Orchestrator", "Error Handling", "Undoes what was done in Body, in reverse, when Body fails.")]
[FlowNode("Done", "Compensated")]
public sealed class Compensation : Activity, IHandlesFaults, IDeclaresVariables
{
    private const string Key = "Compensation";

    [Input(Description = "What happens once all is undone: Fault lets the fault go on outwards, Continue completes with outcome Compensated.", UIHint = "dropdown",
        Options = ["Fault", "Continue"], DefaultValue = "Fault")]
    public Input<string>? Afterwards { get; set; }

    [Output(Description = "The fault that made it undo: code, type, message, detail, activityId …")]
    public Output<object>? Error { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var continues = Afterwards.GetOrDefault(context)?.ToUpperInvariant() switch
        {
            null or "" or "FAULT" => false,
            "CONTINUE" => true,
            _ => throw new WorkflowFaultException($"Afterwards of Compensation '{Name ?? Id}' is '{Afterwards.GetOrDefault(context)}'; it must be Fault or Continue.", "compensation.afterwards"),
        };
        UndoLog.Clear((ActivityRun)context);
        context.SetProperty(Key, new CompensationState { Continues = continues });
        return Body is null ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    async ValueTask<FaultHandling> IHandlesFaults.OnFaultAsync(ActivityExecutionContext context, ActivityFault fault)
    {
        var state = context.GetProperty<CompensationState>(Key)!;
        if (state.Fault is not null)
            return FaultHandling.Incident;
        await context.CancelChildrenAsync();
        context.AddExecutionLogEntry("Compensating", fault.Message, fault);
        Error.Set(context, fault);
        context.SetProperty(Key, state with { Fault = fault });
        await NextAsync((ActivityRun)context, state with { Fault = fault });
        return FaultHandling.Handled;
    }

    private static async ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed)
    {
        var scope = (ActivityRun)completed.TargetContext;
        if (UndoLog.ScopeOf(scope) is { } outer)
            UndoLog.Move(scope, outer);
        await scope.CompleteActivityAsync();
    }

    internal async ValueTask OnUndoneAsync(ActivityCompletedContext completed)
    {
        var scope = (ActivityRun)completed.TargetContext;
        UndoLog.Remove(scope, completed.ChildContext.Tag!);
        await NextAsync(scope, scope.GetProperty<CompensationState>(Key)!);
    }

    private async ValueTask NextAsync(ActivityRun scope, CompensationState state)
    {
        if (await UndoLog.UndoNextAsync(scope, scope, OnUndoneAsync, null, state.Fault))
            return;
        scope.AddExecutionLogEntry("Compensated", "All that was done in the scope is undone.");
        if (state.Continues)
            await scope.CompleteActivityWithOutcomesAsync("Compensated");
        else
            await scope.FaultActivityAsync(state.Fault!);
    }
}
