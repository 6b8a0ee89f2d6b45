using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>The whole of a workflow: runs its root and completes with it. Its result is the value that the result variable has then.</summary>
[Activity("Elsa", "Workflows", "The whole of a workflow.", IsBrowsable = false)]
public sealed class Workflow : Activity<object>, IComposite
{
    /// <summary>Key of the definition's <c>customProperties</c> that holds <see cref="ResultVariableId"/>.</summary>
    public const string ResultVariableKey = "resultVariableId";

    [Port]
    public IActivity? Root { get; set; }

    public IList<Variable> Variables { get; set; } = [];

    /// <summary>The inputs that the definition declares.</summary>
    internal IReadOnlyList<InputDefinition> DeclaredInputs { get; init; } = [];

    /// <summary>Id of the variable whose value is the result; null: there is none.</summary>
    public string? ResultVariableId { get; init; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Root is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    private static ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        var self = (ActivityRun)context.TargetContext;
        ((Workflow)self.Activity).SetResult(self);
        return context.TargetContext.CompleteActivityAsync();
    }

    /// <summary>Takes the result from its variable, at the end.</summary>
    internal void SetResult(ActivityRun self)
    {
        if (ResultVariableId is not null)
            Result.Set(self, self.FindVariableById(ResultVariableId)?.Value);
    }
}
