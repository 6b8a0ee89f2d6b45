using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

/// <summary>Token mode: when an activity with several inbound connections runs.</summary>
public sealed class MergeModeTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    /// <summary>start forks into a and b, which both lead to x, which leads to end.</summary>
    private static string Diamond(string a, string b, string x) =>
        Json.Workflow(Json.Flow($"{Json.Fork("start", "A", "B")},{a},{b},{x},{Json.Line("end")}", "start:A>a", "start:B>b", "a>x", "b>x", "x>end"));

    [Fact]
    public async Task Stream_waits_for_a_neighbour_that_is_still_going_to_run()
    {
        var run = await engine.RunAsync(Diamond(Json.Line("a"), Json.Line("b"), Json.Line("x")));

        Assert.Equal(["a", "b", "x", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Stream_runs_again_for_a_branch_that_is_two_steps_behind()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Line("start")},{Json.Line("a")},{Json.Line("b1")},{Json.Line("b2")},{Json.Line("x")}", "start>a", "start>b1", "b1>b2", "a>x", "b2>x")));

        Assert.Equal(["start", "a", "b1", "x", "b2", "x"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Stream_is_not_blocked_by_a_dead_branch()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Decision("d", "true")},{Json.Line("a")},{Json.Line("b")},{Json.Line("x")}", "d:True>a", "d:False>b", "a>x", "b>x")));

        Assert.Equal(["a", "x"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Theory]
    [InlineData("Merge")]
    [InlineData("merge")]
    [InlineData("Converge")]
    public async Task Merge_and_converge_wait_for_every_branch(string mode)
    {
        var run = await engine.RunAsync(Diamond(Json.Line("a"), Json.Event("b"), Json.Merging("x", mode)));
        Assert.Equal(["a"], EngineHarness.Lines(run));

        await engine.ResumeAsync(run, "b");

        Assert.Equal(["a", "x", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Merge_leaves_loops_out_and_converge_waits_for_them()
    {
        string Loop(string mode) => Json.Workflow(
            Json.Flow($"{Json.Merging("x", mode)},{Json.SetVariable("n", "N", "variables.N + 1")},{Json.Decision("d", "variables.N < 3")},{Json.Line("end")}", "x>n", "n>d", "d:True>x", "d:False>end"),
            Json.Variable("N", "Int32", "0"));

        var merged = await engine.RunAsync(Loop("Merge"));
        var converged = await engine.RunAsync(Loop("Converge"));

        Assert.Equal(["x", "x", "x", "end"], EngineHarness.Lines(merged));
        Assert.Equal(["x", "x", "x", "end"], EngineHarness.Lines(converged)); // One inbound connection only: nothing to wait for.
    }

    [Fact]
    public async Task Cascade_runs_once_per_round_and_the_flowchart_completes()
    {
        var run = await engine.RunAsync(Diamond(Json.Line("a"), Json.Event("b"), Json.Merging("x", "Cascade")));
        Assert.Equal(["a", "x", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);

        await engine.ResumeAsync(run, "b");

        Assert.Equal(["a", "x", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Race_cancels_the_branches_that_have_not_arrived()
    {
        var run = await engine.RunAsync(Diamond(Json.Event("a"), Json.Event("b"), Json.Merging("x", "Race")));

        await engine.ResumeAsync(run, "b");

        Assert.Equal(["x", "end"], EngineHarness.Lines(run));
        Assert.Empty(run.Bookmarks);
        Assert.Contains(run.Changes.Journal, j => j.EventName == "Canceled" && j.Node!.Activity.Id == "a");
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_race_in_a_loop_is_run_anew_in_each_round()
    {
        var race = Json.Flow(
            $"{Json.Line("s")},{Json.Event("a")},{Json.Event("b")},{Json.Merging("x", "Race")},{Json.SetVariable("n", "N", "variables.N + 1")},{Json.Decision("d", "variables.N < 2")}",
            "s>a", "s>b", "a>x", "b>x", "x>n", "n>d", "d:True>s");
        var run = await engine.RunAsync(Json.Workflow(race, Json.Variable("N", "Int32", "0")));

        await engine.ResumeAsync(run, "a");
        run = engine.Reload(run);
        await engine.ResumeAsync(run, "b");

        Assert.Equal(["x"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_join_whose_mode_is_an_expression_is_asked_when_a_branch_arrives()
    {
        var join = $$"""{"id":"x","type":"Elsa.FlowJoin","version":1,"mode":{{Json.Js("variables.Mode")}} }""";
        var run = await engine.RunAsync(Json.Workflow(
            Json.Flow($"{Json.Fork("start", "A", "B")},{Json.Line("a")},{Json.Event("b")},{join},{Json.Line("end")}", "start:A>a", "start:B>b", "a>x", "b>x", "x>end"),
            Json.Variable("Mode", "String", "WaitAll")));

        Assert.Equal(["a"], EngineHarness.Lines(run));
        await engine.ResumeAsync(run, "b");
        Assert.Equal(["a", "end"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_terminal_activity_ends_its_flowchart_with_what_waits_in_it()
    {
        var inner = Json.Flow($"{Json.Fork("f", "A", "B")},{Json.Event("slow")},{{\"id\":\"stop\",\"type\":\"Elsa.End\",\"version\":1}}", "f:A>slow", "f:B>stop");

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(inner, Json.Line("after"))));

        Assert.Equal(["after"], EngineHarness.Lines(run));
        Assert.Empty(run.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }
}
