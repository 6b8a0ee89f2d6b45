using Orchestrator.Core;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>Which instances to list; null means any.</summary>
/// <param name="Page">From 0.</param>
internal sealed record InstanceListBody(
    int? Page = null,
    int? PageSize = null,
    string? SearchTerm = null,
    string? DefinitionId = null,
    IReadOnlyList<string>? DefinitionIds = null,
    string? CorrelationId = null,
    int? Version = null,
    bool? HasIncidents = null,
    bool? IsSystem = null,
    WorkflowStatus? Status = null,
    IReadOnlyList<WorkflowStatus>? Statuses = null,
    WorkflowSubStatus? SubStatus = null,
    IReadOnlyList<WorkflowSubStatus>? SubStatuses = null,
    string? OrderBy = null,
    string? OrderDirection = null,
    IReadOnlyList<TimestampFilterBody>? TimestampFilters = null,
    string? ParentWorkflowInstanceId = null)
{
    private const int MaxPageSize = 1000;

    public (InstanceFilter? Filter, List<string> Reasons) ToFilter(ApiCaller caller)
    {
        var reasons = new List<string>();
        if (Page < 0 || PageSize is < 1 or > MaxPageSize)
            reasons.Add($"page, pageSize: {Page}, {PageSize}; pages count from 0 and have 1 to {MaxPageSize} items.");
        var order = InstanceOrder.Created;
        if (!string.IsNullOrEmpty(OrderBy) && !Enum.TryParse(OrderBy, ignoreCase: true, out order))
            reasons.Add($"orderBy: '{OrderBy}' is none of {string.Join(", ", Enum.GetNames<InstanceOrder>())}.");
        var timestamps = (TimestampFilters ?? []).Select(filter => filter.ToFilter(reasons)).OfType<TimestampFilter>().ToList();
        if (reasons.Count > 0)
            return (null, reasons);
        return (
            new InstanceFilter
            {
                Tenant = caller.Narrow(null),
                DefinitionId = Text(DefinitionId),
                DefinitionIds = DefinitionIds is { Count: > 0 } ? DefinitionIds : null,
                CorrelationId = Text(CorrelationId),
                Version = Version,
                ParentInstanceId = Text(ParentWorkflowInstanceId),
                HasIncidents = HasIncidents,
                Statuses = Many(Status, Statuses),
                SubStatuses = Many(SubStatus, SubStatuses),
                Search = Text(SearchTerm),
                OrderBy = order,
                Ascending = "Ascending".Equals(OrderDirection, StringComparison.OrdinalIgnoreCase),
                Timestamps = timestamps,
                Page = Page ?? 0,
                PageSize = PageSize ?? 50,
            },
            reasons);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IReadOnlyList<T> Many<T>(T? one, IReadOnlyList<T>? many) where T : struct => one is { } single ? [single, .. many ?? []] : many ?? [];
}
