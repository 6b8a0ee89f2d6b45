using System.Collections.Concurrent;

namespace Orchestrator.Core.Activities;

/// <summary>
/// The connections of a flowchart, seen from one start activity. A connection is forward if it closes no cycle among the forward connections found before it, breadth
/// first and in file order; the others lead back.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, List<Connection>> outbound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Connection>> inbound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Connection>> forwardInbound = new(StringComparer.Ordinal);
    private readonly HashSet<Connection> forward = [];
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> ancestors = new(StringComparer.Ordinal);
    private readonly string start;

    public FlowGraph(IEnumerable<Connection> connections, string start)
    {
        this.start = start;
        foreach (var connection in connections)
        {
            Add(outbound, connection.Source, connection);
            Add(inbound, connection.Target, connection);
        }

        FindForward();
    }

    public IReadOnlyList<Connection> Outbound(string id) => outbound.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<Connection> Inbound(string id) => inbound.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<Connection> ForwardInbound(string id) => forwardInbound.GetValueOrDefault(id) ?? [];

    public bool IsForward(Connection connection) => forward.Contains(connection);

    /// <summary>All activities from which the target is reached by forward connections.</summary>
    public IReadOnlySet<string> Ancestors(string target) => ancestors.GetOrAdd(target, id => AncestorsWithout(id, null));

    /// <summary>Whether every path from the source back to the start leads over the target of a backward connection.</summary>
    public bool ReturnsToItsOwnPath(Connection backward) =>
        backward.Source == backward.Target
        || backward.Target == start
        || (backward.Source != start && !AncestorsWithout(backward.Source, backward.Target).Contains(start));

    private HashSet<string> AncestorsWithout(string target, string? avoided)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([target]);
        while (pending.TryPop(out var id))
        {
            foreach (var connection in ForwardInbound(id))
            {
                if (connection.Source != avoided && found.Add(connection.Source))
                    pending.Push(connection.Source);
            }
        }

        return found;
    }

    private void FindForward()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var expanded = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>([start]);
        while (pending.TryDequeue(out var id))
        {
            expanded.Add(id);
            foreach (var connection in Outbound(id))
            {
                // What was not expanded yet has no forward connection out of it, so it can close no cycle.
                var closesCycle = connection.Target == id || (expanded.Contains(connection.Target) && AncestorsWithout(id, null).Contains(connection.Target));
                if (!closesCycle && forward.Add(connection))
                    Add(forwardInbound, connection.Target, connection);
                if (seen.Add(connection.Target))
                    pending.Enqueue(connection.Target);
            }
        }
    }

    private static void Add(Dictionary<string, List<Connection>> map, string key, Connection connection)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        list.Add(connection);
    }
}
