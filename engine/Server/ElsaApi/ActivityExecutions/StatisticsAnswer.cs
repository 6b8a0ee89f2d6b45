using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <summary>What the badge of an activity shows.</summary>
/// <param name="IsBlocked">An execution waits for a stimulus.</param>
internal sealed record StatisticsAnswer(
    string ActivityId, string ActivityNodeId, long StartedCount, long CompletedCount, long UncompletedCount, bool IsBlocked, bool IsFaulted)
{
    public JsonObject Metadata { get; } = [];

    public static StatisticsAnswer Of(string activityId, string nodeId, IEnumerable<JournalCount> counts)
    {
        var byEvent = counts.ToDictionary(count => count.EventName, count => count.Count);
        long Count(string name) => byEvent.GetValueOrDefault(name);
        var ended = Count("Completed") + Count("Canceled");
        var open = Math.Max(0, Count("Started") - ended);
        var faults = Count("Faulted") - Count("Retried");
        return new StatisticsAnswer(
            activityId, nodeId, Count("Started"), Count("Completed"), open, Count("Suspended") > Count("Resumed") && open > 0, faults > 0 && open > 0);
    }
}
