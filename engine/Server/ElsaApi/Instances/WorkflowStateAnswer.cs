using System.Text.Json.Nodes;
using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>The state of an instance.</summary>
internal sealed record WorkflowStateAnswer
{
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public required int DefinitionVersion { get; init; }

    public string? ParentWorkflowInstanceId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    public required IReadOnlyList<BookmarkAnswer> Bookmarks { get; init; }

    public IReadOnlyList<object> CompletionCallbacks { get; init; } = [];

    public required IReadOnlyList<ContextAnswer> ActivityExecutionContexts { get; init; }

    public required IReadOnlyDictionary<string, object?> Input { get; init; }

    public required IReadOnlyDictionary<string, object?> Output { get; init; }

    public required IReadOnlyDictionary<string, object?> Properties { get; init; }

    public required IReadOnlyList<IncidentAnswer> Incidents { get; init; }

    public JsonNode? Fault => null;

    public bool IsSystem => false;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static WorkflowStateAnswer Of(WorkflowState state) => new()
    {
        Id = state.Id,
        DefinitionId = state.DefinitionId,
        DefinitionVersionId = state.DefinitionVersionId,
        DefinitionVersion = state.DefinitionVersion,
        ParentWorkflowInstanceId = state.ParentInstanceId,
        CorrelationId = state.CorrelationId,
        Name = state.Name,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Bookmarks = [.. state.Bookmarks.Select(bookmark => BookmarkAnswer.Of(state.Id, bookmark))],
        ActivityExecutionContexts = [.. state.ActivityExecutionContexts.Select(context => ContextAnswer.Of(state.Id, context))],
        Input = new Dictionary<string, object?>(state.Input),
        Output = new Dictionary<string, object?>(state.Output),
        Properties = new Dictionary<string, object?>(state.Properties),
        Incidents = [.. state.Incidents.Select(IncidentAnswer.Of)],
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        FinishedAt = state.FinishedAt,
    };
}
