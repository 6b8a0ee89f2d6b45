using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Sets the correlation id of the instance.</summary>
[Activity("Elsa", "Primitives", "Sets the correlation id of the instance.")]
public sealed class Correlate : CodeActivity
{
    [Input(Description = "The business key.")]
    public Input<string>? CorrelationId { get; set; }

    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.CorrelationId = CorrelationId.GetOrDefault(context);
}
