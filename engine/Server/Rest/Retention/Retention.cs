using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Retention;

/// <summary>
/// Deletes finished instances whose time is over, in batches, one node at a time. An instance that has a message left to send stays until it is sent. A crash between
/// archive and deletion archives the batch once more; nothing is deleted without having been archived where the policy says so.
/// </summary>
internal sealed class Retention(IOperationStore operations, IWorkflowStore store, IDefinitionStore definitions, RetentionStore policies, RetentionArchive archive, TimeProvider time)
{
    /// <summary>Instances that are archived in one file and deleted in one transaction.</summary>
    public const int BatchSize = 50;

    /// <summary>Gives how many instances were deleted.</summary>
    public async ValueTask<RetentionResult> SweepAsync(CancellationToken cancellationToken)
    {
        await policies.ForgetDeletedAsync(definitions, cancellationToken);
        var (deleted, archived) = (0, 0);
        foreach (var definitionId in await operations.FindDefinitionsWithFinishedAsync(cancellationToken))
        {
            var policy = await policies.OfAsync(definitionId, cancellationToken);
            if (policy.KeepsEverything)
                continue;
            var count = await SweepAsync(definitionId, policy, cancellationToken);
            deleted += count;
            archived += policy.Archive ? count : 0;
        }

        return new RetentionResult(deleted, archived);
    }

    private async ValueTask<int> SweepAsync(string definitionId, RetentionPolicy policy, CancellationToken cancellationToken)
    {
        DateTimeOffset? before = policy.KeepDays is { } days ? time.GetUtcNow() - TimeSpan.FromDays(days) : null;
        var unsent = new HashSet<string>(StringComparer.Ordinal);
        var deleted = 0;
        while (true)
        {
            await using var held = await operations.LockAsync("retention", cancellationToken);
            var expired = await operations.FindExpiredAsync(
                definitionId, before, policy.KeepNewest, policy.IncludeOpenIncidents, BatchSize + unsent.Count, cancellationToken);
            var batch = new List<string>();
            foreach (var id in expired.Where(id => !unsent.Contains(id)))
            {
                if ((await operations.ListOutboxAsync(id, cancellationToken)).Count > 0)
                    unsent.Add(id);
                else
                    batch.Add(id);
            }

            if (batch.Count > 0)
            {
                if (policy.Archive)
                    await archive.WriteAsync(definitionId, batch, cancellationToken);
                deleted += await store.DeleteAsync(batch, cancellationToken);
            }
            else if (expired.Count <= unsent.Count)
            {
                return deleted;
            }
        }
    }
}
