using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>An instance in a list.</summary>
internal sealed record InstanceSummaryAnswer(
    string Id,
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    string? ParentWorkflowInstanceId,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    bool IsExecuting,
    string? CorrelationId,
    string? Name,
    int IncidentCount,
    bool IsSystem,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt)
{
    public static InstanceSummaryAnswer Of(InstanceSummary row) => new(
        row.Id, row.DefinitionId, row.DefinitionVersionId, row.Version, row.ParentInstanceId, row.Status, row.SubStatus, IsAtWork(row), row.CorrelationId, row.Name,
        row.IncidentCount, false, row.CreatedAt, row.UpdatedAt, row.FinishedAt);

    public static bool IsAtWork(InstanceSummary row) => row.SubStatus is WorkflowSubStatus.Executing or WorkflowSubStatus.Pending;
}
