using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Faults;

/// <summary>A store whose writes meet the faults of a plan.</summary>
public sealed class FaultingWorkflowStore(IWorkflowStore inner, FaultPlan plan) : IWorkflowStore
{
    public ValueTask<CommitOutcome> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken) => plan.WriteAsync(() => inner.CommitAsync(commit, cancellationToken));

    public async ValueTask DeleteOutboxAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        string[] taken = [.. ids];
        await plan.WriteAsync(async () =>
        {
            await inner.DeleteOutboxAsync(taken, cancellationToken);
            return true;
        });
    }

    public async ValueTask DelayOutboxAsync(string id, DateTimeOffset nextAttempt, string error, CancellationToken cancellationToken) => await plan.WriteAsync(async () =>
    {
        await inner.DelayOutboxAsync(id, nextAttempt, error, cancellationToken);
        return true;
    });

    public ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken) =>
        plan.WriteAsync(() => inner.DeleteAsync(instanceIds, cancellationToken));

    public ValueTask<StoredState?> LoadAsync(string instanceId, CancellationToken cancellationToken) => Alive().LoadAsync(instanceId, cancellationToken);

    public ValueTask<string?> FindByIdempotencyKeyAsync(string key, CancellationToken cancellationToken) => Alive().FindByIdempotencyKeyAsync(key, cancellationToken);

    public ValueTask<string?> FindByStimulusKeyAsync(string key, CancellationToken cancellationToken) => Alive().FindByStimulusKeyAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken) => Alive().FindBookmarksAsync(filter, cancellationToken);

    public ValueTask<IReadOnlyList<BookmarkRow>> FindDueTimersAsync(
        DateTimeOffset until, int limit, IReadOnlyCollection<string> except, CancellationToken cancellationToken) => Alive().FindDueTimersAsync(until, limit, except, cancellationToken);

    public ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken) => Alive().NextTimerAsync(cancellationToken);

    public ValueTask<IReadOnlyList<string>> FindInterruptedAsync(string? afterId, int limit, CancellationToken cancellationToken) =>
        Alive().FindInterruptedAsync(afterId, limit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxRow>> FindOutboxAsync(DateTimeOffset dueUntil, int limit, CancellationToken cancellationToken) =>
        Alive().FindOutboxAsync(dueUntil, limit, cancellationToken);

    public ValueTask<Page<InstanceSummary>> ListAsync(InstanceFilter filter, CancellationToken cancellationToken) => Alive().ListAsync(filter, cancellationToken);

    public ValueTask<InstanceSummary?> FindSummaryAsync(string instanceId, CancellationToken cancellationToken) => Alive().FindSummaryAsync(instanceId, cancellationToken);

    public ValueTask<Page<JournalEntry>> ListJournalAsync(string instanceId, int skip, int take, CancellationToken cancellationToken) =>
        Alive().ListJournalAsync(instanceId, skip, take, cancellationToken);

    public ValueTask<Page<IncidentRow>> ListIncidentsAsync(IncidentFilter filter, CancellationToken cancellationToken) => Alive().ListIncidentsAsync(filter, cancellationToken);

    public ValueTask<IReadOnlyList<EffectRow>> ListEffectsAsync(string instanceId, CancellationToken cancellationToken) => Alive().ListEffectsAsync(instanceId, cancellationToken);

    public ValueTask<IReadOnlyList<string>> FindIdsAsync(string definitionId, CancellationToken cancellationToken) => Alive().FindIdsAsync(definitionId, cancellationToken);

    private IWorkflowStore Alive()
    {
        plan.ThrowIfDead();
        return inner;
    }
}
