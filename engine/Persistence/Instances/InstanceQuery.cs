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
        var direction = filter.Ascending ? "ASC" : "DESC";
        var order = filter.OrderBy switch
        {
            InstanceOrder.Created => $"i.created_at {direction}",
            InstanceOrder.LastExecuted => $"i.updated_at {direction}",
            InstanceOrder.Finished => $"i.finished_at {direction} NULLS {(filter.Ascending ? "FIRST" : "LAST")}",
            InstanceOrder.Name => $"LOWER(i.name) {direction} NULLS {(filter.Ascending ? "FIRST" : "LAST")}",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.OrderBy, "Unknown order."),
        };
        return new InstanceQuery(
            $"SELECT COUNT(*) FROM instances i{where}",
            $"SELECT {Rows.Summary} FROM instances i{where} ORDER BY {order}, i.id {direction} LIMIT @take OFFSET @skip",
            new
            {
                tenant = filter.Tenant,
                definitionId = filter.DefinitionId,
                correlationId = filter.CorrelationId,
                statuses = filter.Statuses.Select(StatusCodes.ToDatabase).ToArray(),
                subStatuses = filter.SubStatuses.Select(StatusCodes.ToDatabase).ToArray(),
                search = SqlWhere.Containing(filter.Search),
                take = filter.PageSize,
                skip = (long)filter.Page * filter.PageSize,
            });
    }
}
