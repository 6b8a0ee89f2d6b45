using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs its body, then goes on.</summary>
[Activity("Elsa", "Flow", "Runs its body, then goes on.")]
public sealed class FlowNode : Activity
{
    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Body is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
    }

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
