using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>The promises of <see cref="IWorkflowStore"/> in memory. Each write is atomic.</summary>
public sealed class MemoryWorkflowStore(MemoryDatabase database) : IWorkflowStore
{
    public ValueTask<CommitOutcome> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            lock (database.Gate)
                return ValueTask.FromResult(Commit(commit));
        }
        catch (MemoryConstraintException refused)
        {
            return ValueTask.FromException<CommitOutcome>(refused);
        }
    }

    public ValueTask<StoredState?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Instances.TryGetValue(instanceId, out var i) ? new StoredState(i.Summary, i.Revision, i.State) : null);
    }

    public ValueTask<string?> FindByIdempotencyKeyAsync(string key, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Keys.GetValueOrDefault(key));
    }

    public ValueTask<string?> FindByStimulusKeyAsync(string key, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Keys.Where(k => StimulusKey.IsOf(k.Key, key)).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => k.Value).FirstOrDefault());
    }

    public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken) => Select(
        Rows().Where(r => (filter.Hash is null || r.Bookmark.Hash == filter.Hash) && (filter.Name is null || r.Bookmark.Name == filter.Name)
            && (filter.InstanceId is null || r.InstanceId == filter.InstanceId) && (filter.CorrelationId is null || r.CorrelationId == filter.CorrelationId)
            && (filter.Tenant is null || r.Tenant == filter.Tenant))
        .OrderBy(r => r.Bookmark.CreatedAt).ThenBy(r => r.InstanceId, StringComparer.Ordinal).ThenBy(r => r.Bookmark.Id, StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<BookmarkRow>> FindDueTimersAsync(
        DateTimeOffset until, int limit, IReadOnlyCollection<string> except, CancellationToken cancellationToken) => Select(
        Rows().Where(r => r.Bookmark.DueAt <= until && !except.Contains(r.InstanceId)).OrderBy(r => r.Bookmark.DueAt).ThenBy(r => r.InstanceId, StringComparer.Ordinal)
            .ThenBy(r => r.Bookmark.Id, StringComparer.Ordinal).Take(limit));

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(Rows().Min(r => r.Bookmark.DueAt));
    }

    public ValueTask<IReadOnlyList<string>> FindInterruptedAsync(string? afterId, int limit, CancellationToken cancellationToken) => Select(
        database.Instances.Values.Where(i => i.Summary.SubStatus is WorkflowSubStatus.Pending or WorkflowSubStatus.Executing).Select(i => i.Summary.Id)
            .Where(id => string.CompareOrdinal(id, afterId ?? "") > 0).Order(StringComparer.Ordinal).Take(limit));

    public ValueTask<IReadOnlyList<OutboxRow>> FindOutboxAsync(DateTimeOffset dueUntil, int limit, CancellationToken cancellationToken) => Select(
        database.Outbox.Values.Where(m => m.NextAttemptAt <= dueUntil).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.CreatedAt).ThenBy(m => m.Id, StringComparer.Ordinal).Take(limit));

    public ValueTask DeleteOutboxAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            foreach (var id in ids)
                database.Outbox.Remove(id);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DelayOutboxAsync(string id, DateTimeOffset nextAttempt, string error, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            if (database.Outbox.TryGetValue(id, out var m))
                database.Outbox[id] = m with { Attempts = m.Attempts + 1, NextAttemptAt = nextAttempt, LastError = error };
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<Page<InstanceSummary>> ListAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(MemoryInstanceList.Page(database.Instances.Values.Select(i => i.Summary), database.Definitions.Values, filter));
    }

    public ValueTask<InstanceSummary?> FindSummaryAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult(database.Instances.GetValueOrDefault(instanceId)?.Summary);
    }

    public ValueTask<Page<JournalEntry>> ListJournalAsync(string instanceId, int skip, int take, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            IReadOnlyList<JournalEntry> journal = database.Instances.TryGetValue(instanceId, out var i) ? i.Journal : [];
            return ValueTask.FromResult(new Page<JournalEntry>([.. journal.Skip(skip).Take(take)], journal.Count));
        }
    }

    public ValueTask<Page<IncidentRow>> ListIncidentsAsync(IncidentFilter filter, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            var found = database.Incidents.Values
                .Where(i => (filter.InstanceId is null || i.InstanceId == filter.InstanceId) && (filter.Tenant is null || i.Tenant == filter.Tenant) && (!filter.OpenOnly || i.ResolvedAt is null))
                .OrderByDescending(i => i.Timestamp).ThenByDescending(i => i.Id, StringComparer.Ordinal).ToList();
            return ValueTask.FromResult(new Page<IncidentRow>([.. found.Skip(filter.Page * filter.PageSize).Take(filter.PageSize)], found.Count));
        }
    }

    public ValueTask<IReadOnlyList<EffectRow>> ListEffectsAsync(string instanceId, CancellationToken cancellationToken) => Select(
        database.Effects.Values.Where(e => e.InstanceId == instanceId).OrderBy(e => e.IntentAt).ThenBy(e => e.Key, StringComparer.Ordinal));

    public ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            var ids = instanceIds.ToHashSet(StringComparer.Ordinal);
            Remove(database.Keys, p => ids.Contains(p));
            Remove(database.Incidents, i => ids.Contains(i.InstanceId));
            Remove(database.Effects, e => ids.Contains(e.InstanceId));
            Remove(database.Outbox, m => ids.Contains(m.InstanceId));
            return ValueTask.FromResult(ids.Count(database.Instances.Remove));
        }
    }

    public ValueTask<IReadOnlyList<string>> FindIdsAsync(string definitionId, CancellationToken cancellationToken) => Select(
        database.Instances.Values.Select(i => i.Summary).Where(s => s.DefinitionId == definitionId).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => s.Id));

    private CommitOutcome Commit(InstanceCommit commit)
    {
        var id = commit.Summary.Id;
        if (commit.IdempotencyKey is { } key && database.Keys.ContainsKey(key))
            return CommitOutcome.Duplicate;
        var known = database.Instances.GetValueOrDefault(id);
        if ((known?.Revision ?? 0) != commit.ExpectedRevision)
            return CommitOutcome.RevisionLost;
        if (commit.IncidentsAdded.Select(i => i.Id).Distinct().Count() != commit.IncidentsAdded.Count)
            throw new MemoryConstraintException($"An incident of instance '{id}' comes twice.");
        if (known is null)
            database.Instances[id] = known = new MemoryDatabase.MemoryInstance(commit.Summary, commit.State.ToArray());
        else
            (known.Summary, known.State, known.Revision) = (commit.Summary, commit.State.ToArray(), known.Revision + 1);
        if (commit.IdempotencyKey is not null)
            database.Keys[commit.IdempotencyKey] = id;
        foreach (var bookmark in commit.BookmarksRemoved)
            known.Bookmarks.Remove(bookmark);
        foreach (var bookmark in commit.BookmarksAdded)
            known.Bookmarks[bookmark.Id] = bookmark;
        known.Journal.AddRange(commit.Journal);
        foreach (var incident in commit.IncidentsAdded)
            database.Incidents[incident.Id] = incident;
        foreach (var resolved in commit.IncidentsResolved)
        {
            if (database.Incidents.TryGetValue(resolved, out var incident) && incident.InstanceId == id && incident.ResolvedAt is null)
                database.Incidents[resolved] = incident with { ResolvedAt = commit.Summary.UpdatedAt };
        }

        foreach (var effect in commit.Effects)
            database.Effects[effect.Key] = effect;
        foreach (var message in commit.Outbox)
            database.Outbox.Add(message.Id, message);
        return CommitOutcome.Committed;
    }

    private IEnumerable<BookmarkRow> Rows() =>
        database.Instances.Values.SelectMany(i => i.Bookmarks.Values.Select(b => new BookmarkRow(i.Summary.Id, i.Summary.CorrelationId, i.Summary.Tenant, b)));

    private ValueTask<IReadOnlyList<T>> Select<T>(IEnumerable<T> rows)
    {
        lock (database.Gate)
            return ValueTask.FromResult<IReadOnlyList<T>>([.. rows]);
    }

    private static void Remove<T>(Dictionary<string, T> rows, Func<T, bool> which)
    {
        foreach (var key in rows.Where(row => which(row.Value)).Select(row => row.Key).ToList())
            rows.Remove(key);
    }
}
