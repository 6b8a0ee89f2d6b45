namespace Orchestrator.Runtime.Stores;

/// <summary>Which incidents to list, newest first; null means any.</summary>
public sealed record IncidentFilter
{
    public string? InstanceId { get; init; }

    public string? Tenant { get; init; }

    /// <summary>True: only unresolved ones.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}
