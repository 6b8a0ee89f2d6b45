namespace Orchestrator.Runtime.Stores;

/// <summary>Instances and all that is committed with them.</summary>
public interface IWorkflowStore
{
    /// <summary>
    /// Commits a burst or checkpoint atomically: state, bookmarks, journal, incidents, effects, outbox and idempotency key. Callers at the same time share a
    /// transaction (group commit). It is durable when the task completes.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken);

    /// <summary>State blob with its revision; null when the instance is unknown.</summary>
    ValueTask<StoredState?> LoadAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Instance that an idempotency key has started; null when the key is new.</summary>
    ValueTask<string?> FindByIdempotencyKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>An instance that a stimulus with this key has started or resumed: one with the key itself, or with a key made of it; null when there is none.</summary>
    ValueTask<string?> FindByStimulusKeyAsync(string key, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken);

    /// <summary>Timers due at or before a time, earliest first; none of the instances <paramref name="except"/>.</summary>
    ValueTask<IReadOnlyList<BookmarkRow>> FindDueTimersAsync(DateTimeOffset until, int limit, IReadOnlyCollection<string> except, CancellationToken cancellationToken);

    /// <summary>When the next timer is due; null when there is none.</summary>
    ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken);

    /// <summary>Instances that were at work when the process stopped (sub-status Pending or Executing), in order of id, after <paramref name="afterId"/>.</summary>
    ValueTask<IReadOnlyList<string>> FindInterruptedAsync(string? afterId, int limit, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<OutboxRow>> FindOutboxAsync(DateTimeOffset dueUntil, int limit, CancellationToken cancellationToken);

    ValueTask DeleteOutboxAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    ValueTask DelayOutboxAsync(string id, DateTimeOffset nextAttempt, string error, CancellationToken cancellationToken);

    ValueTask<Page<InstanceSummary>> ListAsync(InstanceFilter filter, CancellationToken cancellationToken);

    ValueTask<InstanceSummary?> FindSummaryAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Journal in order of sequence.</summary>
    ValueTask<Page<JournalEntry>> ListJournalAsync(string instanceId, int skip, int take, CancellationToken cancellationToken);

    ValueTask<Page<IncidentRow>> ListIncidentsAsync(IncidentFilter filter, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<EffectRow>> ListEffectsAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Deletes instances with all that belongs to them; gives how many there were.</summary>
    ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>Ids of the instances of a definition.</summary>
    ValueTask<IReadOnlyList<string>> FindIdsAsync(string definitionId, CancellationToken cancellationToken);
}
