using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Runs Body until it succeeds. A fault that fits the filter cancels the rest of Body and runs it anew after a wait; the wait is a durable timer. After the last attempt, or for
/// a fault that does not fit, the fault goes on outwards. Body sees variable <c>Attempt</c> (from 1) and the last fault in <c>Error</c>.
/// </summary>
/// <remarks>Each attempt is a new execution of Body: an effect of an earlier attempt is not known to the next one.</remarks>
[Activity("Orchestrator", "Error Handling", "Runs Body again after a fault, with a growing wait, up to a number of attempts.")]
public sealed class Retry : Activity, IHandlesFaults, IDeclaresVariables
{
    private const string Key = "Retry";

    [Input(Description = "How often Body runs at most, 1 to 1000.", DefaultValue = 3)]
    public Input<int?>? MaxAttempts { get; set; }

    [Input(Description = "Wait before the second attempt, such as 00:00:05.", DefaultValue = "00:00:05")]
    public Input<TimeSpan?>? Delay { get; set; }

    [Input(Description = "Fixed waits the same each time, Exponential twice as long each time.", UIHint = "dropdown", Options = ["Exponential", "Fixed"], DefaultValue = "Exponential")]
    public Input<BackOff?>? BackOff { get; set; }

    [Input(Description = "The longest wait.", DefaultValue = "00:05:00")]
    public Input<TimeSpan?>? MaxDelay { get; set; }

    [Input(Description = "Part of the wait that is random, 0 to 1: 0.2 makes 8 to 12 s of 10 s.", DefaultValue = 0.2)]
    public Input<double?>? Jitter { get; set; }

    [Input(Description = "Codes of the faults to try again for, such as vcd.*; all when empty.", UIHint = "multitext", Category = "Filter")]
    public Input<List<string>>? Codes { get; set; }

    [Input(Description = "Types of the faults to try again for, such as Timeout; all when empty.", UIHint = "multitext", Category = "Filter")]
    public Input<List<string>>? Types { get; set; }

    [Input(Description = "Codes of the faults that are never tried again for.", UIHint = "multitext", Category = "Filter")]
    public Input<List<string>>? Except { get; set; }

    [Input(Description = "Only for failures that may go away: systems that are down, overloaded or busy.", Category = "Filter")]
    public Input<bool>? TransientOnly { get; set; }

    [Output(Description = "How often Body ran.")]
    public Output<int>? Attempts { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var attempts = MaxAttempts.GetOrDefault(context) ?? 3;
        var jitter = Jitter.GetOrDefault(context) ?? 0.2;
        if (attempts is < 1 or > 1000)
            throw new WorkflowFaultException(string.Create(CultureInfo.InvariantCulture, $"MaxAttempts of Retry '{Name ?? Id}' is {attempts}; it must be 1 to 1000."), "retry.range");
        if (jitter is < 0 or > 1)
            throw new WorkflowFaultException(string.Create(CultureInfo.InvariantCulture, $"Jitter of Retry '{Name ?? Id}' is {jitter}; it must be 0 to 1."), "retry.range");
        return AttemptAsync(context, new RetryState
        {
            MaxAttempts = attempts,
            Delay = Delay.GetOrDefault(context) ?? TimeSpan.FromSeconds(5),
            MaxDelay = MaxDelay.GetOrDefault(context) ?? TimeSpan.FromMinutes(5),
            Jitter = jitter,
            BackOff = BackOff.GetOrDefault(context) ?? Activities.BackOff.Exponential,
            Filter = new FaultFilter
            {
                Codes = FaultFilter.Read(Codes, context),
                Types = FaultFilter.Read(Types, context),
                Except = FaultFilter.Read(Except, context),
                TransientOnly = TransientOnly.GetOrDefault(context),
            },
        });
    }

    async ValueTask<FaultHandling> IHandlesFaults.OnFaultAsync(ActivityExecutionContext context, ActivityFault fault)
    {
        var state = context.GetProperty<RetryState>(Key)!;
        if (state.Attempt >= state.MaxAttempts || !state.Filter.Matches(fault))
            return FaultHandling.PassOn;
        await context.CancelChildrenAsync();
        var delay = state.NextDelay(context.GetRequiredService<IRandomSource>().NextDouble());
        context.SetProperty(Key, state with { Attempt = state.Attempt + 1, LastFault = fault });
        var text = string.Create(CultureInfo.InvariantCulture, $"Attempt {state.Attempt} of {state.MaxAttempts} failed: {fault.Message} The next one begins in {delay.TotalSeconds:0.#} s.");
        context.AddExecutionLogEntry("FaultCaught", text, fault);
        context.DelayFor(delay, OnDelayElapsedAsync, string.Create(CultureInfo.InvariantCulture, $"attempt {state.Attempt + 1} of {state.MaxAttempts}"));
        return FaultHandling.Handled;
    }

    private ValueTask OnDelayElapsedAsync(ActivityExecutionContext context) => AttemptAsync(context, context.GetProperty<RetryState>(Key)!);

    private async ValueTask AttemptAsync(ActivityExecutionContext context, RetryState state)
    {
        context.SetProperty(Key, state);
        Attempts.Set(context, state.Attempt);
        if (Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        await context.ScheduleActivityAsync(Body, new ScheduleOptions
        {
            CompletionCallback = OnBodyCompletedAsync,
            Variables = [new Variable("Attempt", state.Attempt), new Variable("Error", state.LastFault)],
        });
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext completed) => completed.TargetContext.CompleteActivityAsync();
}
