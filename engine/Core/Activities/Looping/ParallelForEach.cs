using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs the body for all items side by side.</summary>
[Activity("Elsa", "Looping", "Runs its body for all items side by side.")]
public sealed class ParallelForEach : Activity, IDeclaresVariables
{
    [Input(Description = "The items.")]
    public Input<object>? Items { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = Items.GetOrDefault(context) switch
        {
            null => [],
            List<object?> list => list,
            string text => [text],
            System.Collections.IEnumerable sequence => sequence.Cast<object?>().ToList(),
            var single => [single],
        };
        if (items.Count == 0 || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties["Pending"] = items.Count;
        for (var i = 0; i < items.Count; i++)
        {
            await context.ScheduleActivityAsync(Body, new ScheduleOptions
            {
                CompletionCallback = OnBodyCompletedAsync,
                Variables = [new Variable("CurrentValue", items[i]), new Variable("CurrentIndex", i)],
            });
        }
    }

    private static async ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
    {
        var pending = ValueConverter.To<int>(context.TargetContext.Properties["Pending"]) - 1;
        context.TargetContext.Properties["Pending"] = pending;
        if (pending == 0)
            await context.TargetContext.CompleteActivityAsync();
    }
}
