using Orchestrator.Workflows;

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

    public FlowGraph(IEnumerable<Connection> connections, IActivity start)
    {
        foreach (var connection in connections)
        {
            Add(outbound, connection.Source, connection);
            Add(inbound, connection.Target, connection);
        }

        FindForward(start.Id);
    }

    public IReadOnlyList<Connection> Outbound(string id) => outbound.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<Connection> Inbound(string id) => inbound.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<Connection> ForwardInbound(string id) => forwardInbound.GetValueOrDefault(id) ?? [];

    /// <summary>All activities from which the target is reached by forward connections.</summary>
    public HashSet<string> Ancestors(string target)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([target]);
        while (pending.TryPop(out var id))
        {
            foreach (var connection in ForwardInbound(id))
            {
                if (found.Add(connection.Source))
                    pending.Push(connection.Source);
            }
        }

        return found;
    }

    private void FindForward(string start)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { start };
        var pending = new Queue<string>([start]);
        while (pending.TryDequeue(out var id))
        {
            foreach (var connection in Outbound(id))
            {
                if (connection.Target != id && !Ancestors(id).Contains(connection.Target))
                    Add(forwardInbound, connection.Target, connection);
                if (visited.Add(connection.Target))
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
