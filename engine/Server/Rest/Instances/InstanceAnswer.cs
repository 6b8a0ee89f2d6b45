using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>An instance as lists show it.</summary>
internal record InstanceAnswer
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string DefinitionId { get; init; }

    public string? DefinitionName { get; init; }

    public required int Version { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? ParentInstanceId { get; init; }

    public required int IncidentCount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static InstanceAnswer Of(InstanceSummary row) => new()
    {
        Id = row.Id,
        Tenant = row.Tenant,
        DefinitionId = row.DefinitionId,
        DefinitionName = row.DefinitionName,
        Version = row.Version,
        Status = row.Status,
        SubStatus = row.SubStatus,
        CorrelationId = row.CorrelationId,
        Name = row.Name,
        ParentInstanceId = row.ParentInstanceId,
        IncidentCount = row.IncidentCount,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        FinishedAt = row.FinishedAt,
    };
}
