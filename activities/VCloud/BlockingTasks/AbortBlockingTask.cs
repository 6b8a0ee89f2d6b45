using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Ends a held operation of vCloud Director as aborted.</summary>
[Activity("Vcd", "vCloud Director", "Ends a held operation of vCloud Director as aborted.", DisplayName = "Abort blocking task")]
[FlowNode("Done", "Failed")]
public sealed class AbortBlockingTask : BlockingTaskActivity
{
    protected override ValueTask StepAsync(ActivityExecutionContext context) => DecideAsync(context, "abort");
}
