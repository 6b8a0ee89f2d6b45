using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>Lists of instances.</summary>
internal static class MemoryInstanceList
{
    public static Page<InstanceSummary> Page(IEnumerable<InstanceSummary> all, IEnumerable<StoredDefinition> definitions, InstanceFilter filter)
    {
        var found = all.Where(s => Matches(s, definitions, filter)).ToList();
        return new Page<InstanceSummary>([.. Ordered(found, filter).Skip(filter.Page * filter.PageSize).Take(filter.PageSize)], found.Count);
    }

    private static IEnumerable<InstanceSummary> Ordered(IEnumerable<InstanceSummary> found, InstanceFilter filter)
    {
        var ascending = found.OrderBy(s => s.Id, StringComparer.Ordinal);
        ascending = filter.OrderBy switch
        {
            InstanceOrder.Created => found.OrderBy(s => s.CreatedAt).ThenBy(s => s.Id, StringComparer.Ordinal),
            InstanceOrder.LastExecuted => found.OrderBy(s => s.UpdatedAt).ThenBy(s => s.Id, StringComparer.Ordinal),
            InstanceOrder.Finished => found.OrderBy(s => s.FinishedAt).ThenBy(s => s.Id, StringComparer.Ordinal),
            _ => found.OrderBy(s => s.Name?.ToLowerInvariant(), StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal),
        };
        return filter.Ascending ? ascending : ascending.Reverse();
    }

    private static bool Matches(InstanceSummary s, IEnumerable<StoredDefinition> definitions, InstanceFilter filter) =>
        (filter.Tenant is null || s.Tenant == filter.Tenant)
        && (filter.DefinitionId is null || s.DefinitionId == filter.DefinitionId)
        && (filter.CorrelationId is null || s.CorrelationId == filter.CorrelationId)
        && (filter.Statuses.Count == 0 || filter.Statuses.Contains(s.Status))
        && (filter.SubStatuses.Count == 0 || filter.SubStatuses.Contains(s.SubStatus))
        && (filter.HasIncidents is not { } with || with == s.IncidentCount > 0)
        && (string.IsNullOrEmpty(filter.Search) || Found(s, definitions, filter.Search));

    private static bool Found(InstanceSummary s, IEnumerable<StoredDefinition> definitions, string search) =>
        s.Id.StartsWith(search, StringComparison.Ordinal)
        || s.CorrelationId?.StartsWith(search, StringComparison.Ordinal) == true
        || s.Name?.StartsWith(search, StringComparison.OrdinalIgnoreCase) == true
        || definitions.Any(d => d.DefinitionId == s.DefinitionId && d.Name.Contains(search, StringComparison.OrdinalIgnoreCase));
}
