using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Goes on along True or False.</summary>
[Activity("Elsa", "Branching", "Goes on along True or False.")]
[FlowNode("True", "False")]
public sealed class FlowDecision : Activity
{
    [Input(Description = "The condition.")]
    public Input<bool>? Condition { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(Condition.GetOrDefault(context) ? "True" : "False");
}
