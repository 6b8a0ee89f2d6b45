namespace Orchestrator.Core.Activities;

public enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}
