using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Faults with a code, a type and a message, for a Try or Retry around it; without one it becomes an incident. In a Catch, with code and message empty, it throws the caught
/// fault again.
/// </summary>
[Activity("Orchestrator", "Error Handling", "Faults with a code, a type and a message; in a Catch without them, throws the caught fault again.")]
public sealed class Throw : Activity, ITerminal
{
    [Input(Description = "Short stable code, such as order.out-of-stock.")]
    public Input<string>? Code { get; set; }

    [Input(Description = "Type that a Try can filter by.", DefaultValue = "Fault")]
    public Input<string>? ErrorType { get; set; }

    [Input(Description = "What is wrong, for people.")]
    public Input<string>? Message { get; set; }

    [Input(Description = "Longer text, such as a log.", UIHint = "multiline")]
    public Input<string>? Detail { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var code = Code.GetOrDefault(context);
        var message = Message.GetOrDefault(context);
        if (string.IsNullOrEmpty(code) && string.IsNullOrEmpty(message))
        {
            var caught = ValueConverter.To<ActivityFault>(context.GetVariable("Error"))
                ?? throw new WorkflowFaultException($"Throw '{Name ?? Id}' has neither code nor message, and there is no caught fault to throw again: give it one, or put it into a Catch.", "throw.empty");
            await context.FaultActivityAsync(caught);
            return;
        }

        throw new WorkflowFaultException(message ?? code!, string.IsNullOrEmpty(code) ? "fault" : code, Detail.GetOrDefault(context)) { ErrorType = ErrorType.GetOrDefault(context) };
    }
}
