using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs one of two branches.</summary>
[Activity("Elsa", "Branching", "Runs Then or Else.")]
public sealed class If : Activity<bool>
{
    [Input(Description = "The condition.")]
    public Input<bool>? Condition { get; set; }

    [Port]
    public IActivity? Then { get; set; }

    [Port]
    public IActivity? Else { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var condition = Condition.GetOrDefault(context);
        Result.Set(context, condition);
        var branch = condition ? Then : Else;
        if (branch is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(branch, OnBranchCompletedAsync);
    }

    private static ValueTask OnBranchCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
