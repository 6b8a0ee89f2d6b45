using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class ControlFlowTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task A_sequence_runs_its_activities_in_order()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(Json.Line("a"), Json.Line("b"), Json.Line("c"))));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["a", "b", "c"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Two_sequences_side_by_side_take_turns()
    {
        var parallel = $$"""{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{Json.Sequence(Json.Line("1A"), Json.Line("1B"))}},{{Json.Sequence(Json.Line("2A"), Json.Line("2B"))}}]}""";

        var run = await engine.RunAsync(Json.Workflow(parallel));

        Assert.Equal(["1A", "2A", "1B", "2B"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Theory]
    [InlineData("true", "yes")]
    [InlineData("false", "no")]
    public async Task If_runs_the_branch_of_its_condition(string condition, string expected)
    {
        var json = $$"""{"id":"if","type":"Elsa.If","version":1,"condition":{{Json.Js(condition)}},"then":{{Json.Line("yes")}},"else":{{Json.Line("no")}} }""";

        var run = await engine.RunAsync(Json.Workflow(json));

        Assert.Equal([expected], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task ForEach_gives_its_body_the_item_and_the_index()
    {
        var json = $$"""{"id":"each","type":"Elsa.ForEach","version":1,"items":{{Json.Js("['x','y']")}},"body":{{Json.LineJs("l", "variables.CurrentIndex + variables.CurrentValue")}} }""";

        var run = await engine.RunAsync(Json.Workflow(json));

        Assert.Equal(["0x", "1y"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_break_ends_the_nearest_loop_and_the_workflow_goes_on()
    {
        var loop = $$"""{"id":"w","type":"Elsa.While","version":1,"condition":{{Json.Js("true")}},"body":{{Json.Sequence(Json.Line("in"), """{"id":"b","type":"Elsa.Break","version":1}""", Json.Line("never"))}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(loop, Json.Line("after"))));

        Assert.Equal(["in", "after"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task For_counts_to_its_end_inclusively()
    {
        var json = $$"""{"id":"for","type":"Elsa.For","version":1,"start":{{Json.Literal("1")}},"end":{{Json.Literal("3")}},"body":{{Json.LineJs("l", "getCurrentValue()")}} }""";

        var run = await engine.RunAsync(Json.Workflow(json));

        Assert.Equal(["1", "2", "3"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_variable_keeps_its_type_and_scripts_write_it_back()
    {
        var set = $$"""{"id":"s","type":"Elsa.SetVariable","version":1,"variable":{"id":"n","name":"n","typeName":"Int32"},"value":{{Json.Literal("41")}} }""";
        var script = $$"""{"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{{Json.Literal("variables.n = variables.n + 1;")}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(set, script, Json.LineJs("l", "variables.n")), Json.Variable("n", "Int32", "5")));

        Assert.Equal(["42"], EngineHarness.Lines(run));
        Assert.Equal(42, Assert.IsType<int>(run.Variables.Single().Value));
    }

    [Fact]
    public async Task Finish_ends_the_instance_whatever_else_waits()
    {
        var parallel = $$"""{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{"id":"e","type":"Elsa.Event","version":1,"eventName":{{Json.Literal("never")}}},{"id":"f","type":"Elsa.Finish","version":1}]}""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(parallel, Json.Line("after"))));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.Bookmarks);
        Assert.Empty(EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_fault_becomes_an_incident_and_other_branches_go_on()
    {
        var fault = $$"""{"id":"bad","type":"Elsa.Fault","version":1,"message":{{Json.Literal("broken")}} }""";
        var parallel = $$"""{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{fault}},{{Json.Line("good")}}]}""";

        var run = await engine.RunAsync(Json.Workflow(parallel));

        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        Assert.Equal(["good"], EngineHarness.Lines(run));
        Assert.Equal("broken", Assert.Single(run.Incidents).Message);
    }
}
