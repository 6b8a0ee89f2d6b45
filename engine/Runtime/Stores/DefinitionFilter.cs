namespace Orchestrator.Runtime.Stores;

/// <summary>Which definitions to list, by name; null means any.</summary>
public sealed record DefinitionFilter
{
    public VersionOptions Version { get; init; } = VersionOptions.Latest;

    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Tenant's own and the provider's shared (empty) ones; null: all.</summary>
    public string? Tenant { get; init; }

    public string? Search { get; init; }

    /// <summary>Name, Created or Version.</summary>
    public string OrderBy { get; init; } = "Name";

    public bool Descending { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    /// <summary>0: all.</summary>
    public int PageSize { get; init; }
}
