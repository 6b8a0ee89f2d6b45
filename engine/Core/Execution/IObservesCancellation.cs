namespace Orchestrator.Core;

/// <summary>A container that wants to know when one of its children was cancelled.</summary>
public interface IObservesCancellation
{
    ValueTask OnChildCanceledAsync(ActivityRun owner, ActivityRun child);
}
