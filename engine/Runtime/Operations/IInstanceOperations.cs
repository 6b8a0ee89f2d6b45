namespace Orchestrator.Runtime.Operations;

/// <summary>What operators do with instances and incidents. Every answer is given after the commit. Safe for concurrent use; knows no tenants: check before.</summary>
public interface IInstanceOperations
{
    /// <summary>Bursts that run in this process now.</summary>
    int BurstsAtWork { get; }

    /// <summary>Executes the faulted activity of an incident again, after changing variables as seen from it.</summary>
    ValueTask<OperationResult> RetryIncidentAsync(string incidentId, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken);

    /// <summary>Completes the faulted activity of an incident by hand.</summary>
    ValueTask<OperationResult> SkipIncidentAsync(string incidentId, SkipActivity skip, CancellationToken cancellationToken);

    /// <summary>Cancels the faulted activity of an incident; its container goes on without it.</summary>
    ValueTask<OperationResult> CancelIncidentAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>Executes all faulted activities of an instance again, after changing variables of the workflow.</summary>
    ValueTask<OperationResult> RetryAsync(string instanceId, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken);

    /// <summary>
    /// Cancels an instance and, from the top down, all instances that descend from it. An activity at work sees its token within a second, on this node at once. Gives the
    /// ids of those that were cancelled.
    /// </summary>
    ValueTask<IReadOnlyList<string>> CancelTreeAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>
    /// Runs an instance again as a new one, of the same version, with its input, correlation id and the values of its variables, beginning at an activity. The first one is
    /// cancelled when it still runs; its journal stays as it is.
    /// </summary>
    ValueTask<OperationResult> RerunAsync(string instanceId, RerunInstance rerun, CancellationToken cancellationToken);

    /// <summary>Why an instance waits and what would wake it; null when it is unknown.</summary>
    ValueTask<WaitReport?> WhyAsync(string instanceId, CancellationToken cancellationToken);
}
