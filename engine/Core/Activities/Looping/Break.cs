using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Leaves the nearest loop after the present body.</summary>
[Activity("Elsa", "Looping", "Leaves the nearest loop.")]
public sealed class Break : Activity, ITerminal
{
    private const string Breaking = "IsBreaking";

    internal static bool IsBreaking(ActivityExecutionContext context) => context.Properties.TryGetValue(Breaking, out var value) && value is true;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        for (var scope = context.ParentActivityExecutionContext; scope is not null; scope = scope.ParentActivityExecutionContext)
        {
            scope.Properties[Breaking] = true;
            if (scope.Activity is ILoop)
                break;
        }

        return context.CompleteActivityAsync();
    }
}
