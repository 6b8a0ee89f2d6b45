using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class FlowchartTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Fork(string id, params string[] branches)
    {
        var list = System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Serialize(branches));
        return $$"""{"id":"{{id}}","type":"Elsa.FlowFork","version":1,"branches":{"typeName":"List<String>","expression":{"type":"Object","value":{{list}} } } }""";
    }

    private static string Join(string id, string mode) => $$"""{"id":"{{id}}","type":"Elsa.FlowJoin","version":1,"mode":{{Json.Literal(mode)}} }""";

    private static string Event(string id) => $$"""{"id":"{{id}}","type":"Elsa.Event","version":1,"eventName":{{Json.Literal(id)}} }""";

    [Fact]
    public async Task Connections_lead_from_activity_to_activity()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow($"{Json.Line("a")},{Json.Line("b")},{Json.Line("c")}", "a>b", "b>c")));

        Assert.Equal(["a", "b", "c"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_decision_follows_one_port()
    {
        var decision = $$"""{"id":"d","type":"Elsa.FlowDecision","version":1,"condition":{{Json.Js("1 > 2")}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Flow($"{decision},{Json.Line("yes")},{Json.Line("no")}", "d:True>yes", "d:False>no")));

        Assert.Equal(["no"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_join_of_all_runs_once_after_all_branches()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Fork("f", "A", "B")},{Json.Line("a")},{Json.Line("b")},{Join("j", "WaitAll")},{Json.Line("end")}", "f:A>a", "f:B>b", "a>j", "b>j", "j>end")));

        Assert.Equal(["a", "b", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_join_of_any_cancels_the_branch_that_waits()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Fork("f", "A", "B")},{Json.Line("a")},{Event("slow")},{Join("j", "WaitAny")},{Json.Line("end")}", "f:B>slow", "f:A>a", "a>j", "slow>j", "j>end")));

        Assert.Equal(["a", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.Bookmarks);
    }

    [Fact]
    public async Task A_join_of_any_lets_run_what_is_queued_already()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow(
            $"{Json.Line("s")},{Json.Line("a")},{Json.Line("b")},{Json.Line("c")},{Join("j", "WaitAny")},{Json.Line("end")}", "s>a", "s>b", "a>j", "b>c", "c>j", "j>end")));

        Assert.Equal(["s", "a", "b", "c", "end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_loop_back_runs_the_activity_again()
    {
        var count = $$"""{"id":"c","type":"Elsa.SetVariable","version":1,"variable":{"id":"n"},"value":{{Json.Js("variables.n + 1")}} }""";
        var decision = $$"""{"id":"d","type":"Elsa.FlowDecision","version":1,"condition":{{Json.Js("variables.n < 3")}} }""";

        var run = await engine.RunAsync(Json.Workflow(
            Json.Flow($"{count},{decision},{Json.LineJs("l", "variables.n")}", "c>d", "d:True>c", "d:False>l"), Json.Variable("n", "Int32", "0")));

        Assert.Equal(["3"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_merge_that_never_fires_leaves_the_instance_suspended()
    {
        var merge = $$$"""{"id":"m","type":"Elsa.WriteLine","version":1,"text":{{{Json.Literal("m")}}},"customProperties":{"mergeMode":"Merge"} }""";
        var decision = $$"""{"id":"d","type":"Elsa.FlowDecision","version":1,"condition":{{Json.Js("true")}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Flow($"{decision},{Json.Line("a")},{Json.Line("b")},{merge}", "d:True>a", "d:False>b", "a>m", "b>m")));

        Assert.Equal(["a"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
    }

    [Fact]
    public async Task A_suspended_flow_goes_on_after_its_state_was_stored()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Flow($"{Fork("f", "A", "B")},{Event("a")},{Event("b")},{Join("j", "WaitAll")},{Json.Line("end")}", "f:A>a", "f:B>b", "a>j", "b>j", "j>end")));
        foreach (var name in new[] { "a", "b" })
        {
            run = engine.Reload(run);
            Assert.True(engine.Runner.Resume(run, run.Bookmarks.Values.Single(b => b.ActivityId == name).Id));
            await engine.Runner.RunAsync(run);
        }

        Assert.Equal(["end"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }
}
