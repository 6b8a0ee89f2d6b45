using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs activities along connections. Tokens mark the connections that were followed; the merge mode of an activity says when it runs.</summary>
[Activity("Elsa", "Flow", "Runs activities along connections.")]
public sealed class Flowchart : Activity, IContainer, IReadsJson, IValidates, IObservesCancellation
{
    private const string StartKey = "Start";
    private const string TokensKey = "Tokens";

    private readonly ConcurrentDictionary<string, FlowGraph> graphs = new(StringComparer.Ordinal);

    public IList<IActivity> Activities { get; set; } = [];

    public IList<Variable> Variables { get; set; } = [];

    public IList<Connection> Connections { get; set; } = [];

    /// <summary>Code-first only: definitions have no such property.</summary>
    public IActivity? Start { get; init; }

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader) => Connections = ConnectionReader.Read(json["connections"]);

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        foreach (var connection in Connections)
        {
            foreach (var end in new[] { connection.Source, connection.Target }.Where(end => Find(end) is null))
                yield return new DefinitionFault(Id, "connections", $"A connection from '{connection.Source}' to '{connection.Target}' leads to nowhere: there is no activity '{end}' in this flowchart.");
        }
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var start = FindStart(((ActivityRun)context).EntryId);
        if (start is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties[StartKey] = start.Id;
        await context.ScheduleActivityAsync(start, OnChildCompletedAsync);
    }

    private IActivity? FindStart(string? trigger) =>
        (trigger is null ? null : Find(trigger))
        ?? Start
        ?? Activities.FirstOrDefault(a => a.Type == "Elsa.Start")
        ?? Activities.FirstOrDefault(a => a is Activity { CanStartWorkflow: true })
        ?? Activities.FirstOrDefault(a => Connections.All(c => c.Target != a.Id))
        ?? Activities.FirstOrDefault();

    private IActivity? Find(string id) => Activities.FirstOrDefault(a => a.Id == id);

    private FlowGraph GraphOf(ActivityExecutionContext context)
    {
        var start = (string)context.Properties[StartKey]!;
        return graphs.GetOrAdd(start, id => new FlowGraph(Connections.Where(c => Find(c.Source) is not null && Find(c.Target) is not null), Find(id)!));
    }

    private static List<FlowToken> TokensOf(ActivityExecutionContext context)
    {
        if (context.Properties.TryGetValue(TokensKey, out var value) && value is List<FlowToken> tokens)
            return tokens;
        tokens = ValueConverter.To<List<FlowToken>>(value) ?? [];
        context.Properties[TokensKey] = tokens;
        return tokens;
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext completed)
    {
        var flow = completed.TargetContext;
        var child = completed.ChildContext.Activity;
        if (child is ITerminal)
        {
            flow.Properties.Remove(TokensKey);
            await flow.CompleteActivityAsync();
            return;
        }

        var graph = GraphOf(flow);
        var tokens = TokensOf(flow);
        var active = graph.Outbound(child.Id).Where(c => completed.Outcomes.Names.Contains(c.SourcePort)).ToList();
        tokens.RemoveAll(t => t.To == child.Id && !t.Blocked);
        tokens.AddRange(active.Select(c => new FlowToken(c.Source, c.SourcePort, c.Target)));
        foreach (var connection in active)
            await FollowAsync(flow, graph, tokens, connection);
        await CompleteIfDoneAsync(flow, tokens);
    }

    private async ValueTask FollowAsync(ActivityExecutionContext flow, FlowGraph graph, List<FlowToken> tokens, Connection connection)
    {
        var target = Find(connection.Target)!;
        switch (MergeModeOf(target))
        {
            case MergeMode.Merge:
                if (graph.ForwardInbound(target.Id) is { Count: > 1 } forward && !forward.All(c => HasArrived(tokens, c)))
                    return;
                break;
            case MergeMode.Converge:
                if (graph.Inbound(target.Id) is { Count: > 1 } all && !all.All(c => HasArrived(tokens, c)))
                    return;
                break;
            case MergeMode.Cascade or MergeMode.Race:
                if (tokens.Remove(TokenOf(connection) with { Blocked = true }))
                {
                    tokens.Remove(TokenOf(connection));
                    return;
                }

                await EnterFirstAsync(flow, graph, tokens, connection, target);
                break;
            default:
                if (graph.ForwardInbound(target.Id).Any(c => tokens.Any(t => t.To == c.Source && !t.Blocked)))
                    return;
                break;
        }

        await flow.ScheduleActivityAsync(target, OnChildCompletedAsync);
    }

    /// <summary>The first arrival of a round: the others are swallowed (Cascade) or cancelled (Race).</summary>
    private static async ValueTask EnterFirstAsync(ActivityExecutionContext flow, FlowGraph graph, List<FlowToken> tokens, Connection connection, IActivity target)
    {
        var others = graph.ForwardInbound(target.Id).Where(c => c != connection);
        if (MergeModeOf(target) == MergeMode.Race)
        {
            await CancelAncestorsAsync((ActivityRun)flow, graph, tokens, target);

            // What was cancelled cannot arrive any more; only the connections of the same source still do.
            others = others.Where(c => c.Source == connection.Source && HasArrived(tokens, c));
        }

        tokens.AddRange(others.Select(c => TokenOf(c) with { Blocked = true }));
    }

    private static async ValueTask CancelAncestorsAsync(ActivityRun flow, FlowGraph graph, List<FlowToken> tokens, IActivity target)
    {
        var ancestors = graph.Ancestors(target.Id);
        flow.Run.Withdraw(item => item.Owner == flow && ancestors.Contains(item.Node.Activity.Id));
        foreach (var child in flow.Children.Where(c => ancestors.Contains(c.Activity.Id) && c.Status is ActivityStatus.Running or ActivityStatus.Pending).ToList())
            await child.CancelActivityAsync();
        tokens.RemoveAll(t => ancestors.Contains(t.To) && !t.Blocked);
    }

    async ValueTask IObservesCancellation.OnChildCanceledAsync(ActivityRun owner, ActivityRun child)
    {
        // Cancelled by a race of this flowchart: the race itself goes on from here.
        if (owner.Run.Current?.Context is { } current && current != child && current.Parent == owner)
        {
            TokensOf(owner).RemoveAll(t => t.To == child.Activity.Id);
            return;
        }

        TokensOf(owner).RemoveAll(t => t.To == child.Activity.Id || t.From == child.Activity.Id);
        await CompleteIfDoneAsync(owner, TokensOf(owner));
    }

    private static async ValueTask CompleteIfDoneAsync(ActivityExecutionContext context, List<FlowToken> tokens)
    {
        var flow = (ActivityRun)context;
        var pending = flow.QueuedItems > 0
            || tokens.Any(t => !t.Blocked)
            || flow.Children.Any(c => c.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled));
        if (pending)
            return;
        flow.Properties.Remove(TokensKey);
        await flow.CompleteActivityAsync();
    }

    private static bool HasArrived(List<FlowToken> tokens, Connection connection) => tokens.Contains(TokenOf(connection));

    private static FlowToken TokenOf(Connection connection) => new(connection.Source, connection.SourcePort, connection.Target);

    private static MergeMode MergeModeOf(IActivity activity)
    {
        if (activity is FlowJoin join)
            return join.MergeMode;
        return activity.CustomProperties.TryGetValue("mergeMode", out var value) && Enum.TryParse<MergeMode>(ValueConverter.ToText(value), ignoreCase: true, out var mode) ? mode : MergeMode.Stream;
    }
}
