using System.Globalization;
using Dapper;
using Orchestrator.Core;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

/// <summary>
/// The SQL of a list of instances. Whatever the filter, it reads an index in order and stops at the page's end: an order that no index has as a whole is put
/// together from two ranges, a search looks at a bounded number of candidates, and a count ends at <see cref="CountLimit"/>.
/// </summary>
internal sealed record InstanceQuery(string Count, string List, object Parameters)
{
    /// <summary>Lists with more rows say this many.</summary>
    public const int CountLimit = 10_000;

    /// <summary>
    /// Equal in two halves, for which PostgreSQL takes the index of definitions. For an equality it takes the index of creation, or the table, and reads all of it for a
    /// definition that has few instances or none.
    /// </summary>
    private const string OneDefinition = "i.definition_id >= @definitionId AND i.definition_id <= @definitionId";

    /// <summary>Newest candidates of each kind of match that a search looks at.</summary>
    private const int SearchLimit = 1000;

    /// <summary>Newest definitions with a matching name whose instances a search on PostgreSQL looks at.</summary>
    private const int SearchDefinitions = 50;

    /// <summary>Newest instances of a tenant that a search on PostgreSQL looks through for those of such definitions.</summary>
    private const int SearchTenant = 5000;

    public static InstanceQuery From(InstanceFilter filter, Database database)
    {
        var where = Where(filter, database, isCount: false);
        var counted = Where(filter, database, isCount: true);
        var direction = filter.Ascending ? "ASC" : "DESC";
        var (list, outer) = filter.OrderBy switch
        {
            InstanceOrder.Created when IsOfOneDefinition(filter, database) =>
                (Range(where, "", $"i.definition_id {direction}, i.created_at", direction, "@take OFFSET @skip"), null),
            InstanceOrder.Created => (Range(where, "", "i.created_at", direction, "@take OFFSET @skip"), null),
            InstanceOrder.LastExecuted => (Both(where, ("i.status = 0", "i.updated_at"), ("i.status = 1", "i.updated_at"), direction), "place"),
            InstanceOrder.Finished => (Both(where, ("i.status = 1", "i.updated_at"), ("i.status = 0", "i.updated_at"), direction), $"part {Opposite(direction)}, place"),
            InstanceOrder.Name => (Both(where, ("i.name IS NOT NULL", database.LowerName), ("i.name IS NULL", "NULL"), direction), $"part {Opposite(direction)}, place"),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.OrderBy, "Unknown order."),
        };
        if (outer is not null)
            list = $"SELECT * FROM ({list}) AS l ORDER BY {outer} {direction}, id {direction} LIMIT @take OFFSET @skip";
        var parameters = new DynamicParameters(new
        {
            tenant = filter.Tenant,
            definitionId = filter.DefinitionId,
            definitionIds = filter.DefinitionIds?.ToArray() ?? [],
            version = filter.Version,
            ids = filter.Ids?.ToArray() ?? [],
            parentInstanceId = filter.ParentInstanceId,
            correlationId = filter.CorrelationId,
            search = filter.Search,
            searchEnd = filter.Search + "\U0010FFFF",
            lowerSearch = filter.Search?.ToLowerInvariant(),
            lowerSearchEnd = filter.Search?.ToLowerInvariant() + "\U0010FFFF",
            containing = SqlWhere.Containing(filter.Search),
            take = filter.PageSize,
            skip = (long)filter.Page * filter.PageSize,
            end = ((long)filter.Page + 1) * filter.PageSize,
        });
        for (var i = 0; i < filter.Timestamps.Count; i++)
            parameters.Add(TimestampName(i), DatabaseTime.ToDatabase(filter.Timestamps[i].Timestamp));
        return new InstanceQuery($"SELECT COUNT(*) FROM (SELECT 1 FROM instances i{counted} LIMIT {CountLimit}) AS c", list, parameters);
    }

    private static SqlWhere Where(InstanceFilter filter, Database database, bool isCount)
    {
        // Literals, not parameters, let SQLite see that a partial index holds all rows in question.
        var (running, unusual) = (IsRunning(filter), IsUnusual(filter));
        var plain = AreFew(filter) ? database.WithoutIndex : "";
        // Nearly all are finished: the index of a list's order finds them at once, where that of the status would have to sort them; so does that of a tenant or definition.
        var plainStatus = isCount && filter.Tenant is null && filter.DefinitionId is null ? "" : database.WithoutIndex;
        var where = new SqlWhere()
            .AddIf(running, "i.status = 0")
            .AddIf(!running && filter.Statuses.Count > 0, $"{plainStatus}i.status IN ({string.Join(", ", filter.Statuses.Select(StatusCodes.ToDatabase))})")
            .AddIf(unusual && !running, "i.sub_status <> 3")
            .AddIf(filter.SubStatuses.Count > 0, $"i.sub_status IN ({string.Join(", ", filter.SubStatuses.Select(StatusCodes.ToDatabase))})")
            .AddIf(filter.Ids is not null, database.In("i.id", "@ids"))
            .AddIf(filter.ParentInstanceId is not null, "i.parent_instance_id = @parentInstanceId")
            .AddIf(filter.DefinitionIds is not null, database.In("i.definition_id", "@definitionIds"))
            .AddIf(filter.Version is not null, "i.version = @version")
            .AddIf(filter.HasIncidents == true, "i.incident_count > 0")
            .AddIf(filter.HasIncidents == false, "i.incident_count = 0")
            .AddIf(filter.CorrelationId is not null, "i.correlation_id = @correlationId")
            .AddIf(filter.Tenant is not null, $"{plain}i.tenant = @tenant")
            .AddIf(filter.DefinitionId is not null, DefinitionCondition(filter, database, isCount, plain))
            .AddIf(!string.IsNullOrEmpty(filter.Search), Search(filter, database));
        for (var i = 0; i < filter.Timestamps.Count; i++)
            where.AddIf(true, Condition(filter.Timestamps[i], TimestampName(i)));
        return where;
    }

    private static bool IsRunning(InstanceFilter filter) =>
        (filter.Statuses.Count > 0 && filter.Statuses.All(status => status == WorkflowStatus.Running))
        || (filter.SubStatuses.Count > 0 && filter.SubStatuses.All(status => status is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted)));

    private static bool IsUnusual(InstanceFilter filter) => filter.SubStatuses.Count > 0 && !filter.SubStatuses.Contains(WorkflowSubStatus.Finished);

    /// <summary>Whether an index of what is rare finds them.</summary>
    private static bool AreFew(InstanceFilter filter) =>
        IsRunning(filter) || IsUnusual(filter) || filter.HasIncidents == true || filter.CorrelationId is not null || filter.Ids is not null || filter.ParentInstanceId is not null
        || !string.IsNullOrEmpty(filter.Search);

    private static bool IsOfOneDefinition(InstanceFilter filter, Database database) =>
        database.Kind == DatabaseKind.PostgreSql && filter.DefinitionId is not null && filter.Tenant is null && !AreFew(filter);

    private static string DefinitionCondition(InstanceFilter filter, Database database, bool isCount, string plain) =>
        IsOfOneDefinition(filter, database) && (isCount || filter.OrderBy == InstanceOrder.Created) ? OneDefinition : $"{plain}i.definition_id = @definitionId";

    private static string TimestampName(int number) => string.Create(CultureInfo.InvariantCulture, $"timestamp{number}");

    private static string Condition(TimestampFilter filter, string parameter)
    {
        var column = filter.Column switch
        {
            TimestampColumn.CreatedAt => "i.created_at",
            TimestampColumn.UpdatedAt => "i.updated_at",
            TimestampColumn.FinishedAt => "i.finished_at",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Column, "Unknown time."),
        };
        return filter.Operator switch
        {
            TimestampOperator.Is => $"{column} = @{parameter}",
            TimestampOperator.IsNot => $"({column} IS NULL OR {column} <> @{parameter})",
            TimestampOperator.GreaterThan => $"{column} > @{parameter}",
            TimestampOperator.LessThan => $"{column} < @{parameter}",
            TimestampOperator.GreaterThanOrEqual => $"{column} >= @{parameter}",
            TimestampOperator.LessThanOrEqual => $"{column} <= @{parameter}",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Operator, "Unknown comparison."),
        };
    }

    private static string Search(InstanceFilter filter, Database database)
    {
        var tenant = filter.Tenant is null ? "" : $" AND {database.WithoutIndex}i.tenant = @tenant";
        string Candidates(string condition, string order) =>
            $"SELECT * FROM (SELECT i.id FROM instances i WHERE {condition}{tenant} ORDER BY {order} DESC LIMIT {SearchLimit}) AS m";
        return $"""
            i.id IN (
                {Candidates("i.id >= @search AND i.id < @searchEnd", "i.id")}
                UNION ALL {Candidates("i.correlation_id IS NOT NULL AND i.correlation_id >= @search AND i.correlation_id < @searchEnd", "i.correlation_id")}
                UNION ALL {Candidates($"i.name IS NOT NULL AND {database.LowerName} >= @lowerSearch AND {database.LowerName} < @lowerSearchEnd", database.LowerName)}
                UNION ALL {OfDefinitions(filter, tenant, database)})
            """;
    }

    /// <summary>
    /// Newest instances of definitions with a matching name. PostgreSQL would read all instances, newest first, for those of a definition that has few or none; so it is told to
    /// read each definition's own, of the newest definitions that match. Of a tenant it looks at the newest of each definition and at the newest of the tenant: either may be few
    /// among many of the other.
    /// </summary>
    private static string OfDefinitions(InstanceFilter filter, string tenant, Database database)
    {
        var named = $"d.name {database.Like} @containing ESCAPE '\\'";
        if (database.Kind == DatabaseKind.Sqlite)
            return Newest($"SELECT i.id, i.created_at FROM instances i WHERE i.definition_id IN (SELECT d.definition_id FROM definitions d WHERE {named}){tenant}");
        var definitions = $"SELECT d.definition_id FROM definitions d WHERE {named} GROUP BY d.definition_id ORDER BY MAX(d.created_at) DESC LIMIT {SearchDefinitions}";

        // Equal in two halves: only the index of definitions has this order, while for an equality PostgreSQL takes the index of creation and finds none for a long time.
        string OfEach(string columns) => $"""
            SELECT {columns} FROM instances i WHERE i.definition_id >= f.definition_id AND i.definition_id <= f.definition_id ORDER BY i.definition_id DESC, i.created_at DESC LIMIT {SearchLimit}
            """;
        if (filter.Tenant is null)
            return Newest($"SELECT n.id, n.created_at FROM ({definitions}) AS f CROSS JOIN LATERAL ({OfEach("i.id, i.created_at")}) AS n");
        return $"""
            {Newest($"SELECT n.id, n.created_at FROM ({definitions}) AS f CROSS JOIN LATERAL ({OfEach("i.id, i.created_at, i.tenant")}) AS n WHERE n.tenant = @tenant")}
            UNION ALL {Newest($"""
                SELECT n.id, n.created_at FROM (SELECT i.id, i.created_at, i.definition_id FROM instances i WHERE i.tenant = @tenant ORDER BY i.created_at DESC LIMIT {SearchTenant}) AS n
                WHERE n.definition_id IN ({definitions})
                """)}
            """;
    }

    private static string Newest(string candidates) => $"SELECT * FROM (SELECT c.id FROM ({candidates}) AS c ORDER BY c.created_at DESC LIMIT {SearchLimit}) AS m";

    private static string Both(SqlWhere where, (string Condition, string Order) first, (string Condition, string Order) second, string direction) =>
        $"{Range(where, first.Condition, first.Order, direction, "@end", 0)} UNION ALL {Range(where, second.Condition, second.Order, direction, "@end", 1)}";

    private static string Range(SqlWhere where, string condition, string order, string direction, string limit, int? part = null)
    {
        var columns = part is null ? Rows.Summary : $"{Rows.Summary}, {order} AS place, {part} AS part";
        var by = order == "NULL" ? "" : $"{order} {direction}, ";
        var range = $"SELECT {columns} FROM instances i{where.With(condition)} ORDER BY {by}i.id {direction} LIMIT {limit}";
        return part is null ? range : $"SELECT * FROM ({range}) AS r{part}";
    }

    /// <summary>What has no time or name comes last when descending and first when ascending.</summary>
    private static string Opposite(string direction) => direction == "ASC" ? "DESC" : "ASC";
}
