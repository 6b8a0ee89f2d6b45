using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>Query of the list of instances.</summary>
internal sealed record InstanceQuery(
    string? Tenant = null,
    string? DefinitionId = null,
    string? Status = null,
    string? SubStatus = null,
    bool? HasIncidents = null,
    string? CorrelationId = null,
    string? Search = null,
    string? OrderBy = null,
    int Page = 0,
    int PageSize = 50)
{
    public InstanceFilter ToFilter(ApiCaller caller, Faults faults)
    {
        faults.Within("page", Page, 0, 1_000_000);
        faults.Within("pageSize", PageSize, 1, Paging.MaxPageSize);
        var order = (OrderBy ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new InstanceFilter
        {
            Tenant = caller.Narrow(Tenant),
            DefinitionId = NullIfEmpty(DefinitionId),
            CorrelationId = NullIfEmpty(CorrelationId),
            Statuses = Many<WorkflowStatus>("status", Status, faults),
            SubStatuses = Many<WorkflowSubStatus>("subStatus", SubStatus, faults),
            HasIncidents = HasIncidents,
            Search = NullIfEmpty(Search),
            OrderBy = faults.Parse<InstanceOrder>("orderBy", order.FirstOrDefault()) ?? InstanceOrder.Created,
            Ascending = order.Length > 1 && order[1].StartsWith("asc", StringComparison.OrdinalIgnoreCase),
            Page = Page,
            PageSize = PageSize,
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static List<T> Many<T>(string field, string? text, Faults faults) where T : struct, Enum =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => faults.Parse<T>(field, part)).OfType<T>()];
}
