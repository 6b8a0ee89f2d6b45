using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Ends a held operation of vCloud Director as failed.</summary>
[Activity("Vcd", "vCloud Director", "Ends a held operation of vCloud Director as failed.", DisplayName = "Fail blocking task")]
[FlowNode("Done", "Failed")]
public sealed class FailBlockingTask : BlockingTaskActivity
{
    protected override ValueTask StepAsync(ActivityExecutionContext context) => DecideAsync(context, "fail");
}
