namespace Orchestrator.Workflows;

/// <summary>Outcomes (connection ports) of an activity in a flowchart; <c>Done</c> where absent.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] ports) : Attribute
{
    public IReadOnlyList<string> Ports { get; } = ports;
}
