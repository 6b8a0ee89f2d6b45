using Orchestrator.Core;

namespace Orchestrator.Runtime.Stores;

/// <summary>Which instances to list; null means any.</summary>
public sealed record InstanceFilter
{
    public string? Tenant { get; init; }

    public string? DefinitionId { get; init; }

    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    /// <summary>Version of the definition that the instance runs.</summary>
    public int? Version { get; init; }

    public IReadOnlyCollection<string>? Ids { get; init; }

    public string? ParentInstanceId { get; init; }

    public IReadOnlyList<TimestampFilter> Timestamps { get; init; } = [];

    public string? CorrelationId { get; init; }

    public IReadOnlyList<WorkflowStatus> Statuses { get; init; } = [];

    public IReadOnlyList<WorkflowSubStatus> SubStatuses { get; init; } = [];

    public bool? HasIncidents { get; init; }

    /// <summary>Part of id, name, correlation id or definition name.</summary>
    public string? Search { get; init; }

    public InstanceOrder OrderBy { get; init; } = InstanceOrder.Created;

    public bool Ascending { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}
