using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs its activities one after another.</summary>
[Activity("Elsa", "Workflows", "Runs activities one after another.")]
public sealed class Sequence : Activity, IContainer, IObservesCancellation
{
    private const string Index = "CurrentIndex";

    public IList<IActivity> Activities { get; set; } = [];

    public IList<Variable> Variables { get; set; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (((ActivityRun)context).EntryId is { } entry && Activities.FirstOrDefault(a => a.Id == entry) is { } start)
            context.Properties[Index] = Activities.IndexOf(start);
        return NextAsync(context);
    }

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var index = ValueConverter.To<int>(context.Properties.TryGetValue(Index, out var value) ? value : 0);
        if (index >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties[Index] = index + 1;
        await context.ScheduleActivityAsync(Activities[index], OnChildCompletedAsync);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (context.ChildContext.Activity is ITerminal || Break.IsBreaking(context.TargetContext))
            await context.TargetContext.CompleteActivityAsync();
        else
            await NextAsync(context.TargetContext);
    }

    ValueTask IObservesCancellation.OnChildCanceledAsync(ActivityRun owner, ActivityRun child) => NextAsync(owner);
}
