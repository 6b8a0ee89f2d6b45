namespace Orchestrator.Core;

/// <summary>Payload of the message that tells the activity which started a workflow that it has finished. It is committed with the end of the workflow.</summary>
public sealed record FinishedWorkflow
{
    /// <summary>Kind of the outbox message.</summary>
    public const string MessageKind = "workflow-finished";

    /// <summary>Property of an instance that names the activity execution of its parent to tell.</summary>
    public const string ReportsToProperty = "ReportsTo";

    public required string InstanceId { get; init; }

    public required string ParentInstanceId { get; init; }

    /// <summary>The execution in the parent that waits.</summary>
    public required string ActivityInstanceId { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    public required IDictionary<string, object?> Output { get; init; }
}
