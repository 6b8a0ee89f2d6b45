namespace Orchestrator.Core.Activities;

public enum FlowJoinMode
{
    WaitAny,
    WaitAll,
    WaitAllActive,
}
