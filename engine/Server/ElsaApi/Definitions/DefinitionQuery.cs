using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Query of the list of definitions.</summary>
/// <param name="Page">From 0; null: no paging.</param>
internal sealed record DefinitionQuery(
    string? VersionOptions = null,
    string[]? DefinitionIds = null,
    string[]? Ids = null,
    string? SearchTerm = null,
    bool? IsSystem = null,
    string? OrderBy = null,
    string? OrderDirection = null,
    int? Page = null,
    int? PageSize = null)
{
    private const int MaxPageSize = 1000;
    private static readonly string[] Orders = ["Name", "Created", "Version"];

    public (DefinitionFilter? Filter, List<string> Reasons) ToFilter(ApiCaller caller)
    {
        var reasons = new List<string>();
        var version = Runtime.Stores.VersionOptions.Parse(VersionOptions);
        if (version is null)
            reasons.Add($"versionOptions: '{VersionOptions}' is no version.");
        var order = string.IsNullOrEmpty(OrderBy) ? "Name" : Orders.FirstOrDefault(known => known.Equals(OrderBy, StringComparison.OrdinalIgnoreCase));
        if (order is null)
            reasons.Add($"orderBy: '{OrderBy}' is none of {string.Join(", ", Orders)}.");
        if (Page < 0 || PageSize is < 1 or > MaxPageSize)
            reasons.Add($"page, pageSize: {Page}, {PageSize}; pages count from 0 and have 1 to {MaxPageSize} items.");
        if (reasons.Count > 0)
            return (null, reasons);
        return (
            new DefinitionFilter
            {
                Version = version!.Value,
                DefinitionIds = DefinitionIds is { Length: > 0 } ? DefinitionIds : null,
                Ids = Ids is { Length: > 0 } ? Ids : null,
                Tenant = caller.Narrow(null),
                Search = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm.Trim(),
                OrderBy = order!,
                Descending = "Descending".Equals(OrderDirection, StringComparison.OrdinalIgnoreCase),
                Page = Page ?? 0,
                PageSize = Page is null ? 0 : PageSize ?? 50,
            },
            reasons);
    }
}
