using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Sets the name of the instance.</summary>
[Activity("Elsa", "Primitives", "Sets the name of the instance.")]
public sealed class SetName : CodeActivity
{
    [Input(Description = "The name.")]
    public Input<string>? Value { get; set; }

    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.Name = Value.GetOrDefault(context);
}
