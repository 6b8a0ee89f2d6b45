using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs a function of a code-first workflow; its value is the result. Definitions in JSON cannot hold one.</summary>
[Activity("Elsa", "Primitives", "Runs a function of a code-first workflow.", IsBrowsable = false)]
public sealed class Inline : CodeActivity<object>
{
    private readonly Func<ActivityExecutionContext, ValueTask<object?>>? function;

    public Inline()
    {
    }

    public Inline(Func<ActivityExecutionContext, ValueTask<object?>> function) => this.function = function;

    public Inline(Func<ActivityExecutionContext, ValueTask> action) => function = async context =>
    {
        await action(context);
        return null;
    };

    public Inline(Action<ActivityExecutionContext> action) => function = context =>
    {
        action(context);
        return ValueTask.FromResult<object?>(null);
    };

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (function is null)
            throw new WorkflowFaultException($"Inline activity '{Id}' has no function: only workflows written in code can have one.", "inline.no-function");
        Result.Set(context, await function(context));
    }
}
