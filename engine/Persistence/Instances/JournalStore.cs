using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

internal sealed class JournalStore(Database database) : IJournalStore
{
    public async ValueTask<Page<JournalEntry>> ListAsync(JournalFilter filter, CancellationToken cancellationToken)
    {
        var where = new SqlWhere()
            .AddIf(true, "instance_id = @instanceId")
            .AddIf(filter.ActivityIds is not null, database.In("activity_id", "@activityIds"))
            .AddIf(filter.NodeIds is not null, database.In("node_id", "@nodeIds"))
            .AddIf(filter.ActivityInstanceIds is not null, database.In("activity_instance_id", "@activityInstanceIds"))
            .AddIf(filter.ExcludedActivityTypes is { Count: > 0 }, $"(activity_type IS NULL OR NOT ({database.In("activity_type", "@excludedActivityTypes")}))")
            .AddIf(filter.EventNames is not null, database.In("event_name", "@eventNames"));
        var columns = filter.WithData ? Rows.Journal : Rows.JournalWithoutData;
        return await database.PageAsync(
            $"SELECT COUNT(*) FROM journal{where}",
            $"SELECT {columns} FROM journal{where} ORDER BY sequence {(filter.Descending ? "DESC" : "ASC")} LIMIT @take OFFSET @skip",
            new
            {
                instanceId = filter.InstanceId,
                activityIds = Array(filter.ActivityIds),
                nodeIds = Array(filter.NodeIds),
                activityInstanceIds = Array(filter.ActivityInstanceIds),
                excludedActivityTypes = Array(filter.ExcludedActivityTypes),
                eventNames = Array(filter.EventNames),
                take = filter.Take,
                skip = filter.Skip,
            },
            Rows.ReadJournal,
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<JournalCount>> CountAsync(string instanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var where = new SqlWhere()
            .AddIf(true, "instance_id = @instanceId AND node_id IS NOT NULL AND activity_id IS NOT NULL")
            .AddIf(nodeIds is not null, database.In("node_id", "@nodeIds"));
        return await database.QueryAsync(
            $"SELECT node_id, activity_id, event_name, COUNT(*) FROM journal{where} GROUP BY node_id, activity_id, event_name",
            new { instanceId, nodeIds = Array(nodeIds) },
            row => new JournalCount(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)),
            cancellationToken);
    }

    private static string[] Array(IReadOnlyCollection<string>? values) => values?.ToArray() ?? [];
}
