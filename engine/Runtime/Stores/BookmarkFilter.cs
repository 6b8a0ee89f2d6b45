namespace Orchestrator.Runtime.Stores;

/// <summary>Which bookmarks to find; null means any.</summary>
public sealed record BookmarkFilter
{
    public string? Hash { get; init; }

    public string? Name { get; init; }

    public string? InstanceId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Tenant { get; init; }
}
