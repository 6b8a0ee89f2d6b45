using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs activities along connections; <see cref="FlowchartMode"/> says when an activity with several inbound connections runs.</summary>
[Activity("Elsa", "Flow", "Runs activities along connections.")]
public sealed class Flowchart : Activity, IContainer, IReadsJson, IWritesJson, IValidates, IObservesCancellation
{
    /// <summary>Property of an instance that chooses the mode of its flowcharts; wins over the host's <see cref="RunOptions.FlowchartMode"/>.</summary>
    public const string ModeProperty = "Flowchart:ExecutionMode";

    private const string StartKey = "Start";
    private const string ModeKey = "Mode";

    private readonly ConcurrentDictionary<string, FlowGraph> graphs = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, IActivity>> byId;
    private readonly Lazy<IActivity?> ownStart;

    public Flowchart()
    {
        byId = new Lazy<Dictionary<string, IActivity>>(() =>
        {
            var map = new Dictionary<string, IActivity>(StringComparer.Ordinal);
            foreach (var activity in Activities)
                map.TryAdd(activity.Id, activity);
            return map;
        });
        ownStart = new Lazy<IActivity?>(FindOwnStart);
    }

    public IList<IActivity> Activities { get; set; } = [];

    public IList<Variable> Variables { get; set; } = [];

    public IList<Connection> Connections { get; set; } = [];

    /// <summary>Code-first only: definitions have no such property.</summary>
    public IActivity? Start { get; init; }

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer) => json["connections"] = new JsonArray([.. Connections.Select(c => new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = c.Source, ["port"] = c.SourcePort },
        ["target"] = new JsonObject { ["activity"] = c.Target, ["port"] = c.TargetPort },
    })]);

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader) => Connections = ConnectionReader.Read(json["connections"]);

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        foreach (var connection in Connections)
        {
            foreach (var end in new[] { connection.Source, connection.Target }.Where(end => Find(end) is null))
            {
                yield return new DefinitionFault(
                    Id, "connections", $"A connection from '{connection.Source}' to '{connection.Target}' leads to nowhere: there is no activity '{end}' in this flowchart.", FaultLevel.Run);
            }
        }
    }

    /// <summary>The direct member with this id.</summary>
    internal IActivity? Find(string id) => byId.Value.GetValueOrDefault(id);

    internal ValueTask ScheduleAsync(ActivityRun context, IActivity target, string? tag) =>
        context.ScheduleActivityAsync(target, new ScheduleOptions { CompletionCallback = OnChildCompletedAsync, Tag = tag });

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var flow = (ActivityRun)context;
        var start = (flow.EntryId is { } entry ? Find(entry) : null) ?? ownStart.Value;
        if (start is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties[StartKey] = start.Id;
        if (ModeOf(flow.Run) == FlowchartMode.Counter)
            context.Properties[ModeKey] = nameof(FlowchartMode.Counter);
        await ScheduleAsync(flow, start, null);
    }

    private static FlowchartMode ModeOf(WorkflowRun run)
    {
        if (run.Properties.TryGetValue(ModeProperty, out var value) && ValueConverter.ToText(value) is { Length: > 0 } text)
            return text.StartsWith("Counter", StringComparison.OrdinalIgnoreCase) ? FlowchartMode.Counter : FlowchartMode.Token;
        return run.Runner.Options.FlowchartMode;
    }

    private static bool IsCounterMode(ActivityRun flow) => flow.Properties.ContainsKey(ModeKey);

    private IActivity? FindOwnStart()
    {
        var targets = Connections.Select(c => c.Target).ToHashSet(StringComparer.Ordinal);
        return Start
            ?? Activities.FirstOrDefault(a => a.Type == "Elsa.Start")
            ?? Activities.FirstOrDefault(a => a is Activity { CanStartWorkflow: true })
            ?? Activities.FirstOrDefault(a => !targets.Contains(a.Id))
            ?? Activities.FirstOrDefault();
    }

    private FlowRun RunOf(ActivityRun flow)
    {
        var start = (string)flow.Properties[StartKey]!;
        var graph = graphs.GetOrAdd(start, id => new FlowGraph(Connections.Where(c => Find(c.Source) is not null && Find(c.Target) is not null), id));
        return new FlowRun(this, flow, graph);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext completed)
    {
        var flow = (ActivityRun)completed.TargetContext;
        var child = (ActivityRun)completed.ChildContext;
        if (child.Activity is ITerminal)
        {
            TokenScheduling.Clear(flow);
            CounterScheduling.Clear(flow);
            await flow.CompleteActivityAsync(Outcomes.Done);
        }
        else if (IsCounterMode(flow))
        {
            await CounterScheduling.OnCompletedAsync(RunOf(flow), child, completed.Outcomes);
        }
        else
        {
            await TokenScheduling.OnCompletedAsync(RunOf(flow), child.Activity, completed.Outcomes);
        }
    }

    ValueTask IObservesCancellation.OnChildCanceledAsync(ActivityRun owner, ActivityRun child) =>
        IsCounterMode(owner) ? CounterScheduling.OnCanceledAsync(RunOf(owner)) : TokenScheduling.OnCanceledAsync(RunOf(owner), child.Activity);
}
