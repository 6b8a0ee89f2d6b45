using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Core.Activities;

namespace Orchestrator.Tests.Core;

/// <summary>What holds for every flowchart, shown on random ones.</summary>
public sealed class FlowchartPropertyTests : IDisposable
{
    private const int Samples = 300;

    private readonly EngineHarness tokens = new();
    private readonly EngineHarness counters = new(s => s.AddSingleton(new RunOptions { FlowchartMode = FlowchartMode.Counter }));

    public void Dispose()
    {
        tokens.Dispose();
        counters.Dispose();
    }

    [Fact]
    public Task In_counter_mode_exactly_what_followed_connections_reach_runs_once() => RandomFlow.Any.SampleAsync(
        async flow =>
        {
            var outcome = await FlowOutcome.OfAsync(counters, flow.Definition(_ => "None"), flow.Order, restarts: false);

            var runs = Expected(flow, followed => followed > 0);
            foreach (var node in flow.Nodes)
                Assert.Equal(runs[node] ? 1 : 0, outcome.CountOf(node));
            Assert.Equal(WorkflowSubStatus.Finished, outcome.SubStatus);
        },
        iter: Samples);

    [Fact]
    public Task In_token_mode_a_merge_runs_once_when_all_connections_were_followed_and_no_token_is_lost() => RandomFlow.Any.SampleAsync(
        async flow =>
        {
            var outcome = await FlowOutcome.OfAsync(tokens, flow.Definition(_ => "Merge"), flow.Order, restarts: false);

            var runs = ExpectedOfAll(flow);
            foreach (var node in flow.Nodes)
                Assert.Equal(runs[node] ? 1 : 0, outcome.CountOf(node));
            var isStuck = flow.Nodes.Any(node => !runs[node] && flow.SourcesOf(node).Any(source => runs[source] && flow.IsFollowed(source, node)));
            Assert.Equal(isStuck ? WorkflowSubStatus.Suspended : WorkflowSubStatus.Finished, outcome.SubStatus);
        },
        iter: Samples);

    [Fact]
    public Task In_token_mode_a_cascade_runs_once_when_any_connection_was_followed() => RandomFlow.Any.SampleAsync(
        async flow =>
        {
            var outcome = await FlowOutcome.OfAsync(tokens, flow.Definition(_ => "Cascade"), flow.Order, restarts: false);

            var runs = Expected(flow, followed => followed > 0);
            foreach (var node in flow.Nodes)
                Assert.Equal(runs[node] ? 1 : 0, outcome.CountOf(node));
            Assert.Equal(WorkflowSubStatus.Finished, outcome.SubStatus);
        },
        iter: Samples);

    [Fact]
    public Task In_token_mode_a_stream_runs_for_its_arrivals_and_every_arrival_is_served() => RandomFlow.Any.SampleAsync(
        async flow =>
        {
            var outcome = await FlowOutcome.OfAsync(tokens, flow.Definition(_ => "Stream"), flow.Order, restarts: false);

            var runs = Expected(flow, followed => followed > 0);
            foreach (var node in flow.Nodes.Skip(1))
            {
                var arrivals = flow.SourcesOf(node).Where(source => flow.IsFollowed(source, node)).Sum(outcome.CountOf);
                Assert.InRange(outcome.CountOf(node), runs[node] ? 1 : 0, arrivals);
            }

            Assert.Equal(WorkflowSubStatus.Finished, outcome.SubStatus);
        },
        iter: Samples);

    [Fact]
    public Task In_token_mode_a_race_never_runs_more_often_than_it_is_reached_and_nothing_waits_at_its_end() => RandomFlow.Any.SampleAsync(
        async flow =>
        {
            var outcome = await FlowOutcome.OfAsync(tokens, flow.Definition(_ => "Race"), flow.Order, restarts: false);

            Assert.All(flow.Nodes, node => Assert.InRange(outcome.CountOf(node), 0, 1));
            Assert.Equal(WorkflowSubStatus.Finished, outcome.SubStatus);
        },
        iter: Samples);

    [Fact]
    public Task Every_round_of_a_loop_runs_what_the_first_ran_in_both_modes() => RandomFlow.WithoutDecisions.SampleAsync(
        async flow =>
        {
            const int Rounds = 3;
            var activities = flow.Nodes.Select(node => flow.Activity(node, "Merge"))
                .Append(Json.Merging("last", "Merge")).Append(Json.SetVariable("count", "N", "variables.N + 1")).Append(Json.Decision("again", $"variables.N < {Rounds}"));
            var connections = flow.Connections.Concat(flow.Ends.Select(end => $"n{end}>last")).Concat(["last>count", "count>again", "again:True>n0"]);
            var definition = Json.Workflow(Json.Flow(string.Join(',', activities), [.. connections]), Json.Variable("N", "Int32", "0"));

            foreach (var engine in new[] { tokens, counters })
            {
                var outcome = await FlowOutcome.OfAsync(engine, definition, flow.Order, restarts: false);

                Assert.All(flow.Nodes, node => Assert.Equal(Rounds, outcome.CountOf(node)));
                Assert.Equal(WorkflowSubStatus.Finished, outcome.SubStatus);
            }
        },
        iter: Samples / 4);

    [Fact]
    public Task A_restart_at_any_suspension_changes_nothing() => Gen.Select(RandomFlow.Any, Gen.Int[0, 4].Array[9]).SampleAsync(
        async (flow, modes) =>
        {
            string[] names = ["Stream", "Merge", "Converge", "Cascade", "Race"];
            foreach (var engine in new[] { tokens, counters })
            {
                var definition = flow.Definition(node => names[modes[node]]);

                var straight = await FlowOutcome.OfAsync(engine, definition, flow.Order, restarts: false);
                var restarted = await FlowOutcome.OfAsync(engine, definition, flow.Order, restarts: true);

                Assert.Equal(straight.Ran, restarted.Ran);
                Assert.Equal(straight.SubStatus, restarted.SubStatus);
            }
        },
        iter: Samples);

    /// <summary>What runs, by the number of connections into an activity that were followed.</summary>
    private static bool[] Expected(RandomFlow flow, Func<int, bool> runsWith)
    {
        var runs = new bool[flow.Size];
        foreach (var node in flow.Nodes)
            runs[node] = node == 0 || runsWith(flow.SourcesOf(node).Count(source => runs[source] && flow.IsFollowed(source, node)));
        return runs;
    }

    /// <summary>What runs when all connections into an activity must be followed.</summary>
    private static bool[] ExpectedOfAll(RandomFlow flow)
    {
        var runs = new bool[flow.Size];
        foreach (var node in flow.Nodes)
            runs[node] = node == 0 || flow.SourcesOf(node).All(source => runs[source] && flow.IsFollowed(source, node));
        return runs;
    }
}
