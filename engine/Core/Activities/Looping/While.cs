using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs the body as long as the condition holds.</summary>
[Activity("Elsa", "Looping", "Runs its body as long as the condition holds.")]
public sealed class While : Activity, ILoop
{
    [Input(Description = "Evaluated before each iteration.", AutoEvaluate = false)]
    public Input<bool>? Condition { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        if (Body is null || Break.IsBreaking(context) || !await context.EvaluateAsync(Condition))
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => NextAsync(context.TargetContext);
}
