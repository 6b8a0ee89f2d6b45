using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Joins branches of a flowchart.</summary>
[Activity("Elsa", "Branching", "Joins branches of a flowchart.")]
public sealed class FlowJoin : CodeActivity
{
    [Input(Description = "WaitAny: the first branch goes on and the others are cancelled. WaitAll, WaitAllActive: all branches must arrive; in counter mode WaitAllActive waits for those that can still be reached.", UIHint = "dropdown", Options = ["WaitAny", "WaitAll", "WaitAllActive"], DefaultValue = "WaitAny")]
    public Input<FlowJoinMode>? Mode { get; set; }
}
