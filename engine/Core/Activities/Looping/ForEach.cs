using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs the body for each item of a list, one after another.</summary>
[Activity("Elsa", "Looping", "Runs its body for each item.")]
public sealed class ForEach : Activity, ILoop, IDeclaresVariables
{
    [Input(Description = "The items; null is a fault.")]
    public Input<List<object?>>? Items { get; set; }

    [Output(Description = "The present item.")]
    public Output<object>? CurrentValue { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var items = Items.GetOrDefault(context) ?? throw new WorkflowFaultException($"ForEach '{Name ?? Id}' has no items: the expression gives null.", "foreach.no-items");
        var index = ValueConverter.To<int>(context.Properties.TryGetValue("Index", out var value) ? value : 0);
        if (Body is null || index >= items.Count || Break.IsBreaking(context))
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties["Index"] = index + 1;
        CurrentValue.Set(context, items[index]);
        await context.ScheduleActivityAsync(Body, new ScheduleOptions
        {
            CompletionCallback = OnBodyCompletedAsync,
            Variables = [new Variable("CurrentValue", items[index]), new Variable("CurrentIndex", index)],
        });
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => NextAsync(context.TargetContext);
}
