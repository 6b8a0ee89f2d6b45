using Orchestrator.Core;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>A live activity execution.</summary>
internal sealed record ContextAnswer(
    string Id,
    string? ParentContextId,
    string ScheduledActivityNodeId,
    ActivityStatus Status,
    DateTimeOffset StartedAt,
    string? Tag,
    IReadOnlyDictionary<string, object?> Properties)
{
    public static ContextAnswer Of(string instanceId, ActivityContextState context) => new(
        ExecutionId.Of(instanceId, context.Id), context.ParentId is null ? null : ExecutionId.Of(instanceId, context.ParentId), context.NodeId, context.Status, context.StartedAt,
        context.Tag, context.Properties ?? []);
}
