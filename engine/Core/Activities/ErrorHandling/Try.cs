using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Runs Body. A fault of any activity in it that fits the filter cancels the rest of Body and runs Catch, with the fault in variable <c>Error</c>; there is no incident.
/// Finally runs after Body or Catch, also when a fault is not caught; the fault then goes on outwards from this activity.
/// </summary>
/// <remarks>
/// Without Catch nothing is caught. A fault in Catch goes on outwards after Finally; one in Finally at once. A cancellation from outside – of the instance, or of a scope around
/// it – cancels Body, Catch and Finally alike. Retrying the incident of a fault that was let through begins with Body.
/// </remarks>
[Activity("Orchestrator", "Error Handling", "Runs Body; a fault in it runs Catch instead of making an incident; Finally runs after both.")]
[FlowNode("Done", "Caught")]
public sealed class Try : Activity, IHandlesFaults, IDeclaresVariables
{
    private const string Key = "Try";

    [Input(Description = "Codes of the faults to catch, such as vcd.busy-entity or vcd.*; all when empty.", UIHint = "multitext")]
    public Input<List<string>>? Codes { get; set; }

    [Input(Description = "Types of the faults to catch, such as Timeout, HttpRequest or Fault; all when empty.", UIHint = "multitext")]
    public Input<List<string>>? Types { get; set; }

    [Output(Description = "The fault that was caught: code, type, message, detail, isTransient, activityId, activityName, activityType, timestamp.")]
    public Output<object>? Error { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    [Port]
    public IActivity? Catch { get; set; }

    [Port]
    public IActivity? Finally { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.SetProperty(Key, new TryState { Filter = new FaultFilter { Codes = FaultFilter.Read(Codes, context), Types = FaultFilter.Read(Types, context) } });
        return Body is null ? EndAsync(context, TryPhase.Body, null) : context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    async ValueTask<FaultHandling> IHandlesFaults.OnFaultAsync(ActivityExecutionContext context, ActivityFault fault)
    {
        var state = context.GetProperty<TryState>(Key)!;
        if (state.Phase == TryPhase.Body && Catch is not null && state.Filter.Matches(fault))
        {
            await context.CancelChildrenAsync();
            context.AddExecutionLogEntry("FaultCaught", fault.Message, fault);
            Error.Set(context, fault);
            context.SetProperty(Key, state with { Phase = TryPhase.Catch });
            await context.ScheduleActivityAsync(Catch, new ScheduleOptions { CompletionCallback = OnCatchCompletedAsync, Variables = [new Variable("Error", fault)] });
            return FaultHandling.Handled;
        }

        if (state.Phase == TryPhase.Finally || Finally is null)
            return FaultHandling.PassOn;
        await context.CancelChildrenAsync();
        context.AddExecutionLogEntry("FaultHeld", $"Goes on after Finally: {fault.Message}", fault);
        await EndAsync(context, state.Phase, fault);
        return FaultHandling.Handled;
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => EndAsync(completed.TargetContext, TryPhase.Body, null);

    private ValueTask OnCatchCompletedAsync(ActivityCompletedContext completed) => EndAsync(completed.TargetContext, TryPhase.Catch, null);

    private ValueTask OnFinallyCompletedAsync(ActivityCompletedContext completed) => LeaveAsync(completed.TargetContext);

    private async ValueTask EndAsync(ActivityExecutionContext context, TryPhase from, ActivityFault? fault)
    {
        var state = context.GetProperty<TryState>(Key)!;
        context.SetProperty(Key, state with { Phase = TryPhase.Finally, Caught = from == TryPhase.Catch, Pending = fault });
        if (Finally is null)
            await LeaveAsync(context);
        else
            await context.ScheduleActivityAsync(Finally, new ScheduleOptions { CompletionCallback = OnFinallyCompletedAsync, Variables = [new Variable("Error", fault)] });
    }

    private static ValueTask LeaveAsync(ActivityExecutionContext context)
    {
        var state = context.GetProperty<TryState>(Key)!;
        return state.Pending is { } fault ? context.FaultActivityAsync(fault) : context.CompleteActivityWithOutcomesAsync(state.Caught ? "Caught" : "Done");
    }
}
