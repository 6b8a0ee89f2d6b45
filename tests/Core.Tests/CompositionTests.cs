using Orchestrator.Core;
using Orchestrator.Core.Activities;

namespace Orchestrator.Tests.Core;

public sealed class CompositionTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Switch(string type, string mode, string activity = "") => $$"""
        {"id":"s","type":"{{type}}","version":1,"mode":{{Json.Literal(mode)}},"cases":[
          {"label":"One","condition":{"type":"JavaScript","value":"false"}{{activity.Replace("@", "one", StringComparison.Ordinal)}}},
          {"label":"Two","condition":{"type":"JavaScript","value":"true"}{{activity.Replace("@", "two", StringComparison.Ordinal)}}},
          {"label":"Three","condition":{"type":"Literal","value":"true"}{{activity.Replace("@", "three", StringComparison.Ordinal)}}}],
         "default":{{Json.Line("default")}} }
        """;

    private const string Branch = """
        ,"activity":{"id":"@","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"@"}}}
        """;

    [Theory]
    [InlineData("MatchFirst", "two")]
    [InlineData("MatchAny", "two three")]
    public async Task A_switch_runs_the_first_or_all_matches(string mode, string lines)
    {
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(Switch("Elsa.Switch", mode, Branch), Json.Line("after"))));

        Assert.Equal($"{lines} after", string.Join(' ', EngineHarness.Lines(run)));
    }

    [Theory]
    [InlineData("MatchFirst", "two")]
    [InlineData("MatchAny", "two three")]
    public async Task A_flow_switch_goes_on_along_the_labels(string mode, string lines)
    {
        var flow = Json.Flow($"{Switch("Elsa.FlowSwitch", mode)},{Json.Line("one")},{Json.Line("two")},{Json.Line("three")}", "s:One>one", "s:Two>two", "s:Three>three");

        var run = await engine.RunAsync(Json.Workflow(flow));

        Assert.Equal(lines, string.Join(' ', EngineHarness.Lines(run)));
    }

    [Fact]
    public async Task A_fork_that_waits_for_any_cancels_the_other_branches()
    {
        var fork = $$"""{"id":"f","type":"Elsa.Fork","version":1,"joinMode":"WaitAny","branches":[{{Json.Event("slow")}},{{Json.Line("quick")}}]}""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(fork, Json.Line("after"))));

        Assert.Equal(["quick", "after"], EngineHarness.Lines(run));
        Assert.Empty(run.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_break_in_a_nested_sequence_stops_the_sequences_up_to_the_loop()
    {
        var body = Json.Sequence(Json.Sequence("""{"id":"b","type":"Elsa.Break","version":1}""", Json.Line("inner")), Json.Line("outer"));
        var loop = $$"""{"id":"w","type":"Elsa.While","version":1,"condition":{{Json.Js("true")}},"body":{{body}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(loop, Json.Line("after"))));

        Assert.Equal(["after"], EngineHarness.Lines(run));
    }

    [Theory]
    [InlineData("3", "1", "-1", "true", "3 2 1")]
    [InlineData("1", "3", "1", "false", "1 2")]
    [InlineData("0", "4", "2", "true", "0 2 4")]
    public async Task For_counts_up_and_down(string start, string end, string step, string inclusive, string lines)
    {
        var loop = $$"""
            {"id":"for","type":"Elsa.For","version":1,"start":{{Json.Literal(start)}},"end":{{Json.Literal(end)}},"step":{{Json.Literal(step)}},"outerBoundInclusive":{{Json.Literal(inclusive)}},
             "body":{{Json.LineJs("l", "getCurrentValue()")}} }
            """;

        Assert.Equal(lines, string.Join(' ', EngineHarness.Lines(await engine.RunAsync(Json.Workflow(loop)))));
    }

    [Fact]
    public async Task The_bounds_of_a_loop_are_those_of_its_beginning_also_after_a_restart()
    {
        var loop = $$"""{"id":"for","type":"Elsa.For","version":1,"start":{{Json.Js("1")}},"end":{{Json.Js("variables.N")}},"body":{{Json.Sequence(Json.Event("e"), Json.SetVariable("s", "N", "0"))}} }""";
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(loop, Json.Line("after")), Json.Variable("N", "Int32", "3")));

        for (var i = 0; i < 3; i++)
        {
            run = engine.Reload(run);
            await engine.ResumeAsync(run, "e");
        }

        Assert.Equal(["after"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_loop_without_a_body_never_completes()
    {
        var run = await engine.RunAsync(Json.Workflow("""{"id":"for","type":"Elsa.For","version":1}"""));

        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
    }

    [Fact]
    public async Task No_items_are_a_fault_for_ForEach_and_nothing_to_do_for_ParallelForEach()
    {
        var each = await engine.RunAsync(Json.Workflow($$"""{"id":"e","type":"Elsa.ForEach","version":1,"items":{{Json.Js("null")}},"body":{{Json.Line("x")}} }"""));
        var parallel = await engine.RunAsync(Json.Workflow($$"""{"id":"e","type":"Elsa.ParallelForEach","version":1,"items":{{Json.Js("null")}},"body":{{Json.Line("x")}} }"""));

        Assert.Contains("no items", Assert.Single(each.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Finished, parallel.SubStatus);
    }

    [Fact]
    public async Task Complete_ends_the_workflow_at_once()
    {
        var complete = $$"""{"id":"c","type":"Elsa.Complete","version":1,"outcomes":{{Json.Expression("Object", "[\"A\",\"B\"]")}} }""";
        var flow = Json.Flow($"{Json.Fork("f", "A", "B")},{Json.Event("e")},{complete},{Json.Line("never")}", "f:A>e", "f:B>c", "c:A>never");

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(flow, Json.Line("neither"))));

        Assert.Empty(EngineHarness.Lines(run));
        Assert.Empty(run.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Contains("c", EngineHarness.Completed(run));
    }

    [Fact]
    public async Task A_task_waits_for_its_result_and_tells_its_id()
    {
        var task = $$"""{"id":"t","type":"Elsa.RunTask","version":1,"taskName":{{Json.Literal("approve")}},"result":{"typeName":"Object","memoryReference":{"id":"R"} } }""";
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(task, Json.LineJs("l", "variables.R.ok")), Json.Variable("R")));
        var id = Assert.IsType<string>(run.Changes.Journal.Single(j => j is { EventName: "Suspended" }).Outputs!["TaskId"]);
        Assert.Equal(Orchestrator.Workflows.StimulusHash.Of(RunTask.Stimulus, RunTask.PayloadOf(id)), Assert.Single(run.Bookmarks.Values).Hash);

        await engine.ResumeAsync(run, "t", new() { ["result"] = new Dictionary<string, object?> { ["ok"] = true } });

        Assert.Equal(["True"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_line_is_read_from_whoever_gives_it()
    {
        var read = """{"id":"r","type":"Elsa.ReadLine","version":1,"result":{"typeName":"String","memoryReference":{"id":"R"}}}""";
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(read, Json.LineJs("l", "'Hello ' + variables.R")), Json.Variable("R", "String")));

        await engine.ResumeAsync(run, "r", new() { [ReadLine.LineKey] = "Ann" });

        Assert.Equal(["Hello Ann"], EngineHarness.Lines(run));
    }
}
