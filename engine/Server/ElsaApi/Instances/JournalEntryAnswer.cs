using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <summary>A line of an instance's history.</summary>
internal sealed record JournalEntryAnswer(
    string Id,
    string? ActivityInstanceId,
    string? ParentActivityInstanceId,
    string? ActivityId,
    string? ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string? NodeId,
    DateTimeOffset Timestamp,
    long Sequence,
    string EventName,
    string? Message,
    string? Source,
    JsonNode? ActivityState,
    JsonNode? Payload)
{
    public static JournalEntryAnswer Of(JournalEntry entry)
    {
        var data = entry.Data is null ? null : PlainJson.ParseNode(entry.Data);
        return new JournalEntryAnswer(
            $"{entry.InstanceId}-{entry.Sequence}", Execution(entry.InstanceId, entry.ActivityInstanceId), Execution(entry.InstanceId, entry.ParentActivityInstanceId), entry.ActivityId, entry.ActivityType,
            entry.ActivityTypeVersion, entry.ActivityName, entry.NodeId, entry.Timestamp, entry.Sequence, entry.EventName, entry.Message, null,
            data?["activityState"]?.DeepClone(), data?["payload"]?.DeepClone());
    }

    private static string? Execution(string instanceId, string? executionId) => executionId is null ? null : ExecutionId.Of(instanceId, executionId);
}
