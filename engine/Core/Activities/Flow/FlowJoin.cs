using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Joins branches of a flowchart.</summary>
[Activity("Elsa", "Branching", "Joins branches of a flowchart.")]
public sealed class FlowJoin : CodeActivity
{
    [Input(Description = "WaitAny: the first branch goes on and the others are cancelled. WaitAll, WaitAllActive: all branches must arrive.", UIHint = "dropdown", Options = ["WaitAny", "WaitAll", "WaitAllActive"], DefaultValue = "WaitAny")]
    public Input<FlowJoinMode>? Mode { get; set; }

    /// <summary>The merge mode that follows from a literal mode.</summary>
    internal MergeMode MergeMode => ValueConverter.To<FlowJoinMode>(Mode?.Expression?.Value ?? "WaitAny") == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
}
