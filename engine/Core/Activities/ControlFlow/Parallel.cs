using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs its activities side by side and completes when all have.</summary>
[Activity("Elsa", "Workflows", "Runs activities side by side.")]
public sealed class Parallel : Activity, IContainer
{
    public IList<IActivity> Activities { get; set; } = [];

    public IList<Variable> Variables { get; set; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
            await context.CompleteActivityAsync();
        foreach (var activity in Activities)
            await context.ScheduleActivityAsync(activity, OnChildCompletedAsync);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var done = ValueConverter.To<int>(context.TargetContext.Properties.TryGetValue("Completed", out var value) ? value : 0) + 1;
        context.TargetContext.Properties["Completed"] = done;
        if (done == Activities.Count)
            await context.TargetContext.CompleteActivityAsync();
    }
}
