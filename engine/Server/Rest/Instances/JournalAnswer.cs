using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>One line of an instance's history.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Data"><c>{activityState, outputs, payload}</c>; null when empty.</param>
internal sealed record JournalAnswer(
    long Sequence, DateTimeOffset Timestamp, string EventName, string? ActivityId, string? ActivityName, string? ActivityType, string? NodeId, string? Message, JsonNode? Data)
{
    public static JournalAnswer Of(JournalEntry entry) => new(
        entry.Sequence, entry.Timestamp, entry.EventName, entry.ActivityId, entry.ActivityName, entry.ActivityType, entry.NodeId, entry.Message,
        entry.Data is null ? null : PlainJson.ParseNode(entry.Data));
}
