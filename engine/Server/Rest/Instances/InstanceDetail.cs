using Orchestrator.Core;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>An instance with its values, waits and incidents.</summary>
internal sealed record InstanceDetail(
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
    DateTimeOffset? FinishedAt,
    string? ParentInstanceId,
    IReadOnlyDictionary<string, object?> Input,
    IReadOnlyDictionary<string, object?> Output,
    IReadOnlyList<VariableAnswer> Variables,
    IReadOnlyList<BookmarkAnswer> Bookmarks,
    IReadOnlyList<IncidentAnswer> Incidents);
