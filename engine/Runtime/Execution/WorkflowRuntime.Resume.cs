using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

internal sealed partial class WorkflowRuntime
{
    /// <summary>
    /// A stimulus for one instance that does not run finds its bookmark in the state that is loaded anyway. False when that does not decide it: the instance is at work or
    /// unknown, or not exactly one bookmark matches.
    /// </summary>
    private async ValueTask<bool> ResumeOneAsync(Stimulus stimulus, string? hash, List<string> resumed, CancellationToken cancellationToken)
    {
        if (stimulus.WorkflowInstanceId is not { } instanceId || executor.IsAtWork(instanceId))
            return false;
        var handle = await executor.ContinueAsync(
            instanceId,
            stimulus.IdempotencyKey,
            run => ValueTask.FromResult(OnlyMatch(run, stimulus, hash) is { } bookmark && runner.Resume(run, bookmark.Id, stimulus.Input)),
            cancellationToken);
        if (handle is null)
            return false;
        if (await handle.FirstCommit.WaitAsync(cancellationToken) is CommitOutcome.Committed or CommitOutcome.Duplicate)
            resumed.Add(instanceId);
        return true;
    }

    private static Bookmark? OnlyMatch(WorkflowRun run, Stimulus stimulus, string? hash)
    {
        if ((stimulus.CorrelationId is { } correlation && run.CorrelationId != correlation) || !ServesTenant(run.Tenant, stimulus.Tenant))
            return null;
        Bookmark? match = null;
        foreach (var bookmark in run.Bookmarks.Values)
        {
            if (hash is null && bookmark.Name != stimulus.Name)
                continue;
            if (!Matches(stimulus, hash, bookmark.Hash, hash is not null || bookmark.Payload is null ? null : PlainJson.ParseNode(bookmark.Payload)))
                continue;
            if (match is not null)
                return null;
            match = bookmark;
        }

        return match;
    }
}
