using System.Runtime.CompilerServices;
using Orchestrator.Persistence.Databases;
using Orchestrator.Persistence.Journal;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

/// <summary>Reads the chunks of an instance one page after the other, and filters what is in them.</summary>
internal sealed class JournalStore(Database database) : IJournalStore
{
    private const int ChunksAtOnce = 500;

    public async ValueTask<Page<JournalEntry>> ListAsync(JournalFilter filter, CancellationToken cancellationToken)
    {
        var items = new List<JournalEntry>();
        long matching = 0;
        await foreach (var entry in ReadAsync(filter.InstanceId, filter.Descending, cancellationToken))
        {
            if (!Matches(filter, entry))
                continue;
            if (++matching > filter.Skip && items.Count < filter.Take)
                items.Add(filter.WithData ? entry : entry with { Data = null });
        }

        return new Page<JournalEntry>(items, matching);
    }

    public async ValueTask<IReadOnlyList<JournalCount>> CountAsync(string instanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<(string NodeId, string ActivityId, string EventName), long>();
        await foreach (var entry in ReadAsync(instanceId, descending: false, cancellationToken))
        {
            if (entry is not { NodeId: { } node, ActivityId: { } activity } || nodeIds?.Contains(node) == false)
                continue;
            var key = (node, activity, entry.EventName);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return [.. counts.Select(count => new JournalCount(count.Key.NodeId, count.Key.ActivityId, count.Key.EventName, count.Value))];
    }

    private async IAsyncEnumerable<JournalEntry> ReadAsync(string instanceId, bool descending, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var order = descending ? "DESC" : "ASC";
        var last = descending ? long.MaxValue : 0;
        while (true)
        {
            var chunks = await database.FetchAsync(
                $"""
                SELECT first_sequence, entries FROM journal_chunks WHERE instance_id = @p0 AND first_sequence {(descending ? "<" : ">")} @p1
                ORDER BY first_sequence {order} LIMIT {ChunksAtOnce}
                """,
                [instanceId, last],
                row => (First: row.GetInt64(0), Entries: row.GetFieldValue<byte[]>(1)),
                cancellationToken);
            foreach (var (first, entries) in chunks)
            {
                var decoded = JournalChunk.Decode(instanceId, first, entries);
                foreach (var entry in descending ? decoded.AsEnumerable().Reverse() : decoded)
                    yield return entry;
            }

            if (chunks.Count < ChunksAtOnce)
                yield break;
            last = chunks[^1].First;
        }
    }

    private static bool Matches(JournalFilter filter, JournalEntry entry) =>
        (filter.ActivityIds is null || (entry.ActivityId is { } activity && filter.ActivityIds.Contains(activity)))
        && (filter.NodeIds is null || (entry.NodeId is { } node && filter.NodeIds.Contains(node)))
        && (filter.ActivityInstanceIds is null || (entry.ActivityInstanceId is { } execution && filter.ActivityInstanceIds.Contains(execution)))
        && (filter.EventNames is null || filter.EventNames.Contains(entry.EventName))
        && !(filter.ExcludedActivityTypes is { } excluded && entry.ActivityType is { } type && excluded.Contains(type));
}
