using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime;

/// <summary>
/// Idempotency keys of what a stimulus does: one per trigger that it starts an instance by, one per instance that it resumes. They do not depend on what else matches, which may
/// change between a delivery and the next: a definition that is published in between gets the stimulus, and nobody gets it twice.
/// </summary>
/// <remarks>
/// Earlier a stimulus with a single match left its key as it is, one with several <c>{key}#{definition}:{activity}</c> and <c>{key}@{instance}/{node}#{number}</c>. A database that
/// was made then is asked for those as well.
/// </remarks>
internal sealed class StimulusKeys(IWorkflowStore store, IDocumentStore documents)
{
    /// <summary>The document that a migration leaves in a database with keys of the earlier forms.</summary>
    private const string Collection = "stimulus-keys";
    private const string EarlierForms = "earlier-forms";

    private bool? hasEarlierForms;

    public static string OfStart(string key, IndexedTrigger trigger) => StimulusKey.Of(key, $"{trigger.DefinitionId}:{trigger.ActivityId}");

    public static string OfInstance(string key, string instanceId) => StimulusKey.Of(key, $"@{instanceId}");

    /// <summary>The instance that a stimulus has started by a trigger under an earlier form of its key; null: none.</summary>
    public async ValueTask<string?> FindEarlierStartAsync(string key, IndexedTrigger trigger, CancellationToken cancellationToken)
    {
        if (!await HasEarlierFormsAsync(cancellationToken))
            return null;
        if (await store.FindByIdempotencyKeyAsync($"{key}#{trigger.DefinitionId}:{trigger.ActivityId}", cancellationToken) is { } oneOfSeveral)
            return oneOfSeveral;
        var only = await store.FindByIdempotencyKeyAsync(key, cancellationToken);
        return only is not null && (await store.FindSummaryAsync(only, cancellationToken))?.DefinitionId == trigger.DefinitionId ? only : null;
    }

    /// <summary>Those bookmarks of an instance that a stimulus has not resumed under an earlier form of its key.</summary>
    public async ValueTask<IReadOnlyList<BookmarkRow>> WithoutEarlierAsync(string key, IReadOnlyList<BookmarkRow> rows, CancellationToken cancellationToken)
    {
        if (!await HasEarlierFormsAsync(cancellationToken))
            return rows;
        if (await store.FindByIdempotencyKeyAsync(key, cancellationToken) == rows[0].InstanceId)
            return [];
        var left = new List<BookmarkRow>();
        foreach (var node in rows.GroupBy(row => row.Bookmark.ActivityNodeId))
        {
            var number = 0;
            foreach (var row in node)
            {
                if (await store.FindByIdempotencyKeyAsync($"{key}@{row.InstanceId}/{node.Key}#{++number}", cancellationToken) is null)
                    left.Add(row);
            }
        }

        return left;
    }

    public async ValueTask<bool> HasEarlierFormsAsync(CancellationToken cancellationToken) =>
        hasEarlierForms ??= await documents.FindAsync<Dictionary<string, object?>>(Collection, "", EarlierForms, cancellationToken) is not null;
}
