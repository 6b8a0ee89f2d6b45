namespace Orchestrator.Core;

/// <summary>All that an instance needs to go on. Filled out by the runner.</summary>
public sealed class WorkflowState
{
    public required string Id { get; set; }
}
