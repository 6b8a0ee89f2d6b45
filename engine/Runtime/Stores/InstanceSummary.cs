using Orchestrator.Core;

namespace Orchestrator.Runtime.Stores;

/// <summary>What lists show of an instance. Id, definition, parent and time of creation stay as the first commit has them; stores need not look at them again.</summary>
public sealed record InstanceSummary
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public required int Version { get; init; }

    public string? DefinitionName { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? ParentInstanceId { get; init; }

    public int IncidentCount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
