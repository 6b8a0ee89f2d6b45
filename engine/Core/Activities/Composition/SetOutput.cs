using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Sets an output of the workflow.</summary>
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
        context.WorkflowExecutionContext.Output[name] = PlainValue.From(OutputValue is null ? null : context.Get(OutputValue));
    }
}
