using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Operations;

/// <summary>What operations ask of the database. Nothing here reads a state blob.</summary>
public interface IOperationStore
{
    ValueTask<IncidentRow?> FindIncidentAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>Running instances whose parent is among these.</summary>
    ValueTask<IReadOnlyList<InstanceSummary>> FindRunningChildrenAsync(IReadOnlyCollection<string> parentIds, CancellationToken cancellationToken);

    /// <summary>Which of these instances are finished, whoever finished them.</summary>
    ValueTask<IReadOnlyList<string>> FindFinishedAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>Whether an instance of a tenant runs: of a definition, with a correlation id, or both.</summary>
    ValueTask<bool> AnyRunningAsync(string tenant, string? definitionId, string? correlationId, CancellationToken cancellationToken);

    /// <summary>Takes a lock that all nodes on this database respect; disposing it, or the end of the process, lets go.</summary>
    ValueTask<IAsyncDisposable> LockAsync(string key, CancellationToken cancellationToken);

    /// <summary>Messages of an instance that have not been sent.</summary>
    ValueTask<IReadOnlyList<OutboxRow>> ListOutboxAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Definitions that have finished instances.</summary>
    ValueTask<IReadOnlyList<string>> FindDefinitionsWithFinishedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finished instances of a definition, in order of creation, that ended before a time or are not among the newest <paramref name="keep"/>; null leaves a rule out. Those with
    /// open incidents only when asked for.
    /// </summary>
    ValueTask<IReadOnlyList<string>> FindExpiredAsync(
        string definitionId, DateTimeOffset? finishedBefore, int? keep, bool withOpenIncidents, int limit, CancellationToken cancellationToken);
}
