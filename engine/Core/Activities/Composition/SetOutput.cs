using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Sets an output of the workflow, or of the nearest workflow used as an activity that declares it.</summary>
[Activity("Elsa", "Composition", "Sets an output of the workflow.")]
public sealed class SetOutput : CodeActivity
{
    [Input(Description = "Name of the output.", UIHint = "output-picker")]
    public Input<string> OutputName { get; set; } = default!;

    [Input(Description = "Value of the output.")]
    public Input<object?>? OutputValue { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = OutputName.Require(context, nameof(OutputName));
        ((ActivityRun)context).SetWorkflowOutput(name, OutputValue is null ? null : context.Get(OutputValue));
    }
}
