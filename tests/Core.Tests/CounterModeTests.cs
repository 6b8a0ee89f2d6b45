using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Core.Activities;

namespace Orchestrator.Tests.Core;

public sealed class CounterModeTests : IDisposable
{
    private readonly EngineHarness engine = new(s => s.AddSingleton(new RunOptions { FlowchartMode = FlowchartMode.Counter }));

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task An_activity_runs_once_when_all_its_branches_have_come_whatever_their_length()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Line("start")},{Json.Line("a")},{Json.Line("b1")},{Json.Line("b2")},{Json.Line("x")}", "start>a", "start>b1", "b1>b2", "a>x", "b2>x")));

        Assert.Equal(["start", "a", "b1", "b2", "x"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_dead_path_is_skipped_through_the_graph()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Decision("d", "true")},{Json.Line("a")},{Json.Line("b1")},{Json.Line("b2")},{Json.Line("x")}", "d:True>a", "d:False>b1", "b1>b2", "a>x", "b2>x")));

        Assert.Equal(["a", "x"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_join_of_all_is_skipped_when_a_branch_is_dead()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Decision("d", "true")},{Json.Line("a")},{Json.Line("b")},{Json.Join("j", "WaitAll")},{Json.Line("end")}", "d:True>a", "d:False>b", "a>j", "b>j", "j>end")));

        Assert.Equal(["a"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_join_of_any_goes_on_with_the_first_and_cancels_the_others()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Fork("f", "A", "B")},{Json.Event("a")},{Json.Event("b")},{Json.Join("j", "WaitAny")},{Json.Line("end")}", "f:A>a", "f:B>b", "a>j", "b>j", "j>end")));

        await engine.ResumeAsync(run, "b");

        Assert.Equal(["end"], EngineHarness.Lines(run));
        Assert.Empty(run.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_loop_resets_the_joins_within_it_also_over_a_restart()
    {
        var flow = Json.Flow(
            $"{Json.Line("s")},{Json.Event("a")},{Json.Event("b")},{Json.Join("j", "WaitAll")},{Json.SetVariable("n", "N", "variables.N + 1")},{Json.Decision("d", "variables.N < 2")},{Json.Line("end")}",
            "s>a", "s>b", "a>j", "b>j", "j>n", "n>d", "d:True>s", "d:False>end");
        var run = await engine.RunAsync(Json.Workflow(flow, Json.Variable("N", "Int32", "0")));

        foreach (var name in new[] { "a", "b", "b", "a" })
        {
            run = engine.Reload(run);
            await engine.ResumeAsync(run, name);
        }

        Assert.Equal(["end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_backward_connection_into_another_branch_is_a_fault()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Line("start")},{Json.Line("a1")},{Json.Line("a2")},{Json.Line("b")}", "start>a1", "start>b", "a1>a2", "a2>b", "b>a1")));

        Assert.Contains(run.Incidents, i => i.Message == "Invalid backward connection: Every path from the source ('a2') must go through the target ('b') when tracing back to the start.");
    }

    [Fact]
    public async Task Merge_modes_have_no_effect()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Decision("d", "true")},{Json.Line("a")},{Json.Line("b")},{Json.Merging("x", "Merge")}", "d:True>a", "d:False>b", "a>x", "b>x")));

        Assert.Equal(["a", "x"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_property_of_the_instance_chooses_the_mode()
    {
        var graph = engine.Graph(Json.Workflow(Json.Flow(
            $"{Json.Line("start")},{Json.Line("a")},{Json.Line("b1")},{Json.Line("b2")},{Json.Line("x")}", "start>a", "start>b1", "b1>b2", "a>x", "b2>x")));
        var run = engine.Runner.Create(graph);
        run.Properties[Flowchart.ModeProperty] = "TokenBased";

        await engine.Runner.RunAsync(run);

        Assert.Equal(["start", "a", "b1", "x", "b2", "x"], EngineHarness.Lines(run));
    }
}
