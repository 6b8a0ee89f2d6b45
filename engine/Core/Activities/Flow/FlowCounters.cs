namespace Orchestrator.Core.Activities;

/// <summary>The visits of one run of a flowchart in counter mode. Written to the instance's state.</summary>
public sealed record FlowCounters
{
    /// <summary>By activity id: how often it ran, or was skipped, other than by a backward connection.</summary>
    public Dictionary<string, int> Activities { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By connection.</summary>
    public Dictionary<string, FlowCount> Connections { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Where the last look for a connection that was not visited had found one; spares joins of many branches the search from the first.</summary>
    private readonly Dictionary<string, int> hints = new(StringComparer.Ordinal);

    internal static string KeyOf(Connection connection) => $"{connection.Source}:{connection.SourcePort}>{connection.Target}:{connection.TargetPort}";

    internal int VisitsOf(string activityId) => Activities.GetValueOrDefault(activityId);

    internal FlowCount Of(Connection connection) => Connections.GetValueOrDefault(KeyOf(connection)) ?? FlowCount.None;

    internal void Visit(string activityId) => Activities[activityId] = VisitsOf(activityId) + 1;

    /// <summary>Whether all connections, which have the same target, were visited in the target's present round.</summary>
    internal bool AreAllVisited(string target, IReadOnlyList<Connection> inbound)
    {
        var visits = VisitsOf(target);
        var first = hints.GetValueOrDefault(target);
        for (var i = 0; i < inbound.Count; i++)
        {
            var index = (first + i) % inbound.Count;
            if (Of(inbound[index]).Visits > visits)
                continue;
            hints[target] = index;
            return false;
        }

        return true;
    }

    internal void Visit(Connection connection, bool isFollowed) =>
        Connections[KeyOf(connection)] = new FlowCount(Of(connection).Visits + 1, isFollowed);
}
