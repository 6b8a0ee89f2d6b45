namespace Orchestrator.Runtime.Stores;

public enum InstanceOrder
{
    Created,
    LastExecuted,
    Finished,
    Name,
}
