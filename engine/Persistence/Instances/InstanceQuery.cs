using System.Globalization;
using Dapper;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

/// <summary>The SQL of a list of instances.</summary>
internal sealed record InstanceQuery(string Count, string List, object Parameters)
{
    public static InstanceQuery From(InstanceFilter filter, Database database)
    {
        var like = database.Like;
        var where = new SqlWhere()
            .AddIf(filter.Tenant is not null, "i.tenant = @tenant")
            .AddIf(filter.DefinitionId is not null, "i.definition_id = @definitionId")
            .AddIf(filter.DefinitionIds is not null, database.In("i.definition_id", "@definitionIds"))
            .AddIf(filter.Version is not null, "i.version = @version")
            .AddIf(filter.Ids is not null, database.In("i.id", "@ids"))
            .AddIf(filter.ParentInstanceId is not null, "i.parent_instance_id = @parentInstanceId")
            .AddIf(filter.CorrelationId is not null, "i.correlation_id = @correlationId")
            .AddIf(filter.Statuses.Count > 0, database.In("i.status", "@statuses"))
            .AddIf(filter.SubStatuses.Count > 0, database.In("i.sub_status", "@subStatuses"))
            .AddIf(filter.HasIncidents == true, "i.incident_count > 0")
            .AddIf(filter.HasIncidents == false, "i.incident_count = 0")
            .AddIf(
                !string.IsNullOrEmpty(filter.Search),
                $"""
                (i.id {like} @search ESCAPE '\' OR i.name {like} @search ESCAPE '\' OR i.correlation_id {like} @search ESCAPE '\'
                    OR i.definition_name {like} @search ESCAPE '\')
                """);
        var parameters = new DynamicParameters();
        for (var i = 0; i < filter.Timestamps.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"timestamp{i}");
            where.AddIf(true, Condition(filter.Timestamps[i], name));
            parameters.Add(name, DatabaseTime.ToDatabase(filter.Timestamps[i].Timestamp));
        }

        var direction = filter.Ascending ? "ASC" : "DESC";
        var order = filter.OrderBy switch
        {
            InstanceOrder.Created => $"i.created_at {direction}",
            InstanceOrder.LastExecuted => $"i.updated_at {direction}",
            InstanceOrder.Finished => $"i.finished_at {direction} NULLS {(filter.Ascending ? "FIRST" : "LAST")}",
            InstanceOrder.Name => $"LOWER(i.name) {direction} NULLS {(filter.Ascending ? "FIRST" : "LAST")}",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.OrderBy, "Unknown order."),
        };
        parameters.AddDynamicParams(new
        {
            tenant = filter.Tenant,
            definitionId = filter.DefinitionId,
            definitionIds = filter.DefinitionIds?.ToArray() ?? [],
            version = filter.Version,
            ids = filter.Ids?.ToArray() ?? [],
            parentInstanceId = filter.ParentInstanceId,
            correlationId = filter.CorrelationId,
            statuses = filter.Statuses.Select(StatusCodes.ToDatabase).ToArray(),
            subStatuses = filter.SubStatuses.Select(StatusCodes.ToDatabase).ToArray(),
            search = SqlWhere.Containing(filter.Search),
            take = filter.PageSize,
            skip = (long)filter.Page * filter.PageSize,
        });
        return new InstanceQuery(
            $"SELECT COUNT(*) FROM instances i{where}",
            $"SELECT {Rows.Summary} FROM instances i{where} ORDER BY {order}, i.id {direction} LIMIT @take OFFSET @skip",
            parameters);
    }

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
}
