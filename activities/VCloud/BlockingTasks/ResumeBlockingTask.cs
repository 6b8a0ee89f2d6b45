using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Lets a held operation of vCloud Director go on.</summary>
[Activity("Vcd", "vCloud Director", "Lets a held operation of vCloud Director go on.", DisplayName = "Resume blocking task")]
[FlowNode("Done", "Failed")]
public sealed class ResumeBlockingTask : BlockingTaskActivity
{
    protected override ValueTask StepAsync(ActivityExecutionContext context) => DecideAsync(context, "resume");
}
