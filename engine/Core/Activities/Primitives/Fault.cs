using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Faults with a message.</summary>
[Activity("Elsa", "Primitives", "Faults with a message.")]
public sealed class Fault : Activity
{
    [Input(Description = "Short stable code.")]
    public Input<string>? Code { get; set; }

    [Input(Description = "Category, such as HTTP.")]
    public Input<string>? Category { get; set; }

    [Input(Description = "System or Business.")]
    public Input<string>? FaultType { get; set; }

    [Input(Description = "What is wrong.")]
    public Input<string>? Message { get; set; }

    protected override void Execute(ActivityExecutionContext context) =>
        throw new WorkflowFaultException(Message.GetOrDefault(context) ?? "", Code.GetOrDefault(context) ?? "0");
}
