namespace Orchestrator.Core;

public enum WorkflowStatus
{
    Running,
    Finished,
}
