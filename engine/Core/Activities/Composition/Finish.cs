using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Finishes the instance at once, whatever else is pending.</summary>
[Activity("Elsa", "Primitives", "Finishes the workflow at once.")]
public sealed class Finish : Activity, ITerminal
{
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var run = (ActivityRun)context;
        return run.Run.Runner.FinishAsync(run);
    }
}
