using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>An instance with its state.</summary>
internal sealed record InstanceDetailAnswer(
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
    DateTimeOffset? FinishedAt,
    WorkflowStateAnswer WorkflowState)
{
    public static InstanceDetailAnswer Of(InstanceSummary row, WorkflowState state) => new(
        row.Id, row.DefinitionId, row.DefinitionVersionId, row.Version, row.ParentInstanceId, row.Status, row.SubStatus, InstanceSummaryAnswer.IsAtWork(row), row.CorrelationId,
        row.Name, row.IncidentCount, false, row.CreatedAt, row.UpdatedAt, row.FinishedAt, WorkflowStateAnswer.Of(state));
}
