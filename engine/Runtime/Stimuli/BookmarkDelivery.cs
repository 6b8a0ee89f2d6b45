using Orchestrator.Core;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime;

/// <summary>
/// Resumes the bookmarks that wait for a stimulus: all of an instance in one burst and one commit, which also keeps the stimulus' key. One that comes again finds the key there, even
/// when the instance waits for the next one by then.
/// </summary>
internal sealed class BookmarkDelivery(InstanceExecutor executor, WorkflowRunner runner, IWorkflowStore store, StimulusKeys keys)
{
    /// <summary>Gives the instances that the stimulus resumes, or has resumed before. Those that it has started itself get it only as their trigger.</summary>
    public async ValueTask<IReadOnlyList<string>> DeliverAsync(Stimulus stimulus, string? hash, IReadOnlyCollection<string> started, CancellationToken cancellationToken)
    {
        if (await ResumeByStateAsync(stimulus, hash, cancellationToken) is { } only)
            return only;
        var resumed = new List<string>();
        foreach (var instance in (await FindAsync(stimulus, hash, cancellationToken)).GroupBy(row => row.InstanceId, StringComparer.Ordinal))
        {
            if (!started.Contains(instance.Key) && await ResumeAsync(stimulus, instance.Key, [.. instance], cancellationToken))
                resumed.Add(instance.Key);
        }

        return resumed;
    }

    /// <summary>
    /// A stimulus for one instance that does not run finds its bookmarks in the state that is loaded anyway. Null when that does not decide it: the instance is at work or unknown,
    /// nothing in it waits for the stimulus, or earlier forms of keys have to be looked for.
    /// </summary>
    private async ValueTask<IReadOnlyList<string>?> ResumeByStateAsync(Stimulus stimulus, string? hash, CancellationToken cancellationToken)
    {
        if (stimulus.WorkflowInstanceId is not { } instanceId || executor.IsAtWork(instanceId))
            return null;
        if (stimulus.IdempotencyKey is not null && await keys.HasEarlierFormsAsync(cancellationToken))
            return null;
        var key = stimulus.IdempotencyKey is { } given ? StimulusKeys.OfInstance(given, instanceId) : null;
        var handle = await executor.ContinueAsync(instanceId, key, run => ValueTask.FromResult(ResumeAll(run, Waiting(run, stimulus, hash), stimulus)), cancellationToken);
        if (handle is null)
            return null;
        return await handle.FirstCommit.WaitAsync(cancellationToken) is CommitOutcome.Committed or CommitOutcome.Duplicate ? [instanceId] : [];
    }

    private static List<string> Waiting(WorkflowRun run, Stimulus stimulus, string? hash)
    {
        if ((stimulus.CorrelationId is { } correlation && run.CorrelationId != correlation) || !StimulusMatch.ServesTenant(stimulus, run.Tenant))
            return [];
        return
        [
            .. run.Bookmarks.Values
                .Where(b => (hash is not null || b.Name == stimulus.Name) && StimulusMatch.Matches(stimulus, hash, b.Hash, () => b.Payload is { } payload ? PlainJson.ParseNode(payload) : null))
                .OrderBy(b => b.CreatedAt).ThenBy(b => b.Id, StringComparer.Ordinal).Select(b => b.Id),
        ];
    }

    private async ValueTask<bool> ResumeAsync(Stimulus stimulus, string instanceId, IReadOnlyList<BookmarkRow> rows, CancellationToken cancellationToken)
    {
        string? key = null;
        if (stimulus.IdempotencyKey is { } given)
        {
            key = StimulusKeys.OfInstance(given, instanceId);
            rows = await keys.WithoutEarlierAsync(given, rows, cancellationToken);
            if (rows.Count == 0)
                return true;
        }

        var handle = await executor.ContinueAsync(instanceId, key, run => ValueTask.FromResult(ResumeAll(run, rows.Select(row => row.Bookmark.Id), stimulus)), cancellationToken);
        return handle is not null && await handle.FirstCommit.WaitAsync(cancellationToken) is CommitOutcome.Committed or CommitOutcome.Duplicate;
    }

    private bool ResumeAll(WorkflowRun run, IEnumerable<string> bookmarkIds, Stimulus stimulus)
    {
        var any = false;
        foreach (var id in bookmarkIds)
            any |= runner.Resume(run, id, stimulus.Input);
        return any;
    }

    private async ValueTask<IEnumerable<BookmarkRow>> FindAsync(Stimulus stimulus, string? hash, CancellationToken cancellationToken)
    {
        var rows = await store.FindBookmarksAsync(
            new BookmarkFilter { Hash = hash, Name = hash is null ? stimulus.Name : null, InstanceId = stimulus.WorkflowInstanceId, CorrelationId = stimulus.CorrelationId },
            cancellationToken);
        return rows.Where(row => StimulusMatch.ServesTenant(stimulus, row.Tenant)
            && StimulusMatch.Matches(stimulus, hash, row.Bookmark.Hash, () => row.Bookmark.Payload is { } payload ? PlainJson.ParseNode(payload) : null));
    }
}
