using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>An instance as lists show it.</summary>
internal sealed record InstanceAnswer(
    string Id,
    string Tenant,
    string DefinitionId,
    string? DefinitionName,
    int Version,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string? CorrelationId,
    string? Name,
    int IncidentCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt)
{
    public static InstanceAnswer Of(InstanceSummary row) => new(
        row.Id, row.Tenant, row.DefinitionId, row.DefinitionName, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name, row.IncidentCount, row.CreatedAt,
        row.UpdatedAt, row.FinishedAt);
}
