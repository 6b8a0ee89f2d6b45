namespace Orchestrator.Core;

/// <summary>Pending, Executing, Suspended and Interrupted are Running; the others are Finished.</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}
