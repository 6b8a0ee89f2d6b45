namespace Orchestrator.Core;

/// <summary>What a work item does.</summary>
public enum WorkItemKind
{
    /// <summary>Executes the activity.</summary>
    Execute,

    /// <summary>Runs the callback of a bookmark, or completes the activity without one.</summary>
    Resume,

    /// <summary>Undoes an earlier execution of the activity.</summary>
    Compensate,
}
