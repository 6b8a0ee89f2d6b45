using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Counts from Start to End by Step and runs the body each time.</summary>
[Activity("Elsa", "Looping", "Counts and runs its body each time.")]
public sealed class For : Activity, ILoop, IDeclaresVariables
{
    [Input(Description = "First value.")]
    public Input<int>? Start { get; set; }

    [Input(Description = "Last value.")]
    public Input<int>? End { get; set; }

    [Input(Description = "Added each time; may be negative.", DefaultValue = 1)]
    public Input<int>? Step { get; set; }

    [Input(Description = "Whether End itself is included.", DefaultValue = true)]
    public Input<bool>? OuterBoundInclusive { get; set; }

    [Output(Description = "The present value.")]
    public Output<object>? CurrentValue { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        if (Body is null)
            return;
        var step = Step is null ? 1 : context.Get(Step);
        var end = End.GetOrDefault(context);
        var current = context.Properties.TryGetValue("Current", out var value) ? ValueConverter.To<long>(value) + step : Start.GetOrDefault(context);
        var inclusive = OuterBoundInclusive is null || context.Get(OuterBoundInclusive);
        var goesOn = step >= 0 ? inclusive ? current <= end : current < end : inclusive ? current >= end : current > end;
        if (!goesOn || Break.IsBreaking(context))
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties["Current"] = current;
        CurrentValue.Set(context, (int)current);
        await context.ScheduleActivityAsync(Body, new ScheduleOptions { CompletionCallback = OnBodyCompletedAsync, Variables = [new Variable("CurrentValue", (int)current)] });
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => NextAsync(context.TargetContext);
}
