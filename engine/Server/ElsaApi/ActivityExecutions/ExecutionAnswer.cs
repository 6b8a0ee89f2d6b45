using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <summary>One execution of an activity.</summary>
/// <param name="ActivityState">Evaluated inputs by PascalCase name.</param>
/// <param name="Outputs">Outputs by PascalCase name.</param>
/// <param name="SchedulingActivityExecutionId">The container that has scheduled it.</param>
internal sealed record ExecutionAnswer(
    string Id,
    string WorkflowInstanceId,
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    ActivityStatus Status,
    bool HasBookmarks,
    int AggregateFaultCount,
    JsonObject? ActivityState,
    JsonObject? Outputs,
    JsonObject? Payload,
    ExceptionAnswer? Exception,
    string? SchedulingActivityExecutionId)
{
    public JsonObject Properties { get; } = [];

    public JsonObject Metadata { get; } = [];

    public string? SchedulingActivityId => null;

    public string? SchedulingWorkflowInstanceId => null;

    public int CallStackDepth => 0;
}
