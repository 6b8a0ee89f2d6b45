using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>The whole of a workflow: runs its root and completes with it.</summary>
[Activity("Elsa", "System", "The whole of a workflow.")]
public sealed class Workflow : Activity, IComposite
{
    [Port]
    public IActivity? Root { get; set; }

    public IList<Variable> Variables { get; set; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Root is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    private static ValueTask OnRootCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
