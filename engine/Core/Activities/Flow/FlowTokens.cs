using System.Collections;

namespace Orchestrator.Core.Activities;

/// <summary>The tokens of one run of a flowchart, by target. Written to the instance's state as a list.</summary>
internal sealed class FlowTokens : IReadOnlyCollection<FlowToken>
{
    private readonly Dictionary<string, List<FlowToken>> byTarget = new(StringComparer.Ordinal);

    /// <summary>Where the last look for a predecessor that is still to run had found one; spares flowcharts with many branches the search from the first.</summary>
    private readonly Dictionary<string, int> hints = new(StringComparer.Ordinal);

    public FlowTokens(IEnumerable<FlowToken> tokens)
    {
        foreach (var token in tokens)
            Add(token);
    }

    public int Count { get; private set; }

    /// <summary>Tokens that are not blocked.</summary>
    public int Open { get; private set; }

    public void Add(FlowToken token)
    {
        if (!byTarget.TryGetValue(token.To, out var list))
            byTarget[token.To] = list = [];
        list.Add(token);
        Count++;
        if (!token.Blocked)
            Open++;
    }

    public void AddOpen(Connection connection) => Add(TokenOf(connection));

    public void AddBlocked(Connection connection) => Add(TokenOf(connection) with { Blocked = true });

    public bool RemoveOpen(Connection connection) => Remove(TokenOf(connection));

    public bool RemoveBlocked(Connection connection) => Remove(TokenOf(connection) with { Blocked = true });

    public void RemoveOpenTo(string activityId)
    {
        if (byTarget.TryGetValue(activityId, out var list))
            RemoveAll(activityId, list, token => !token.Blocked);
    }

    /// <summary>Removes the tokens to and from an activity that was cancelled.</summary>
    public void RemoveAllOf(string activityId)
    {
        foreach (var (target, list) in byTarget.ToList())
            RemoveAll(target, list, token => target == activityId || token.From == activityId);
    }

    public bool HasOpenTo(string activityId) => byTarget.TryGetValue(activityId, out var list) && list.Exists(token => !token.Blocked);

    public bool HasArrived(Connection connection) => byTarget.TryGetValue(connection.Target, out var list) && list.Contains(TokenOf(connection));

    /// <summary>Whether an open token lies on each of the connections, all of which have the same target.</summary>
    public bool HaveAllArrived(string target, IReadOnlyList<Connection> connections)
    {
        if (!byTarget.TryGetValue(target, out var list) || list.Count < connections.Count)
            return false;
        var arrived = list.Where(token => !token.Blocked).Select(token => (token.From, token.Port)).ToHashSet();
        return connections.All(connection => arrived.Contains((connection.Source, connection.SourcePort)));
    }

    /// <summary>Whether a source of the connections has a token that waits to enter it: it is still going to run.</summary>
    public bool IsSourceToRun(string target, IReadOnlyList<Connection> connections)
    {
        var first = hints.GetValueOrDefault(target);
        for (var i = 0; i < connections.Count; i++)
        {
            var index = (first + i) % connections.Count;
            if (!HasOpenTo(connections[index].Source))
                continue;
            hints[target] = index;
            return true;
        }

        return false;
    }

    public IEnumerator<FlowToken> GetEnumerator() => byTarget.Values.SelectMany(list => list).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static FlowToken TokenOf(Connection connection) => new(connection.Source, connection.SourcePort, connection.Target);

    private bool Remove(FlowToken token)
    {
        if (!byTarget.TryGetValue(token.To, out var list) || !list.Remove(token))
            return false;
        Forget(token.To, list, 1, token.Blocked ? 0 : 1);
        return true;
    }

    private void RemoveAll(string target, List<FlowToken> list, Func<FlowToken, bool> which)
    {
        var open = list.Count(token => !token.Blocked && which(token));
        var removed = list.RemoveAll(token => which(token));
        Forget(target, list, removed, open);
    }

    private void Forget(string target, List<FlowToken> list, int removed, int open)
    {
        Count -= removed;
        Open -= open;
        if (list.Count == 0)
            byTarget.Remove(target);
    }
}
