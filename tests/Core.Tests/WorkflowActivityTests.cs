using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class WorkflowActivityTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Usable(string name, string root, string more = "") =>
        $$"""{"id":"{{name}}-v1","definitionId":"{{name}}","name":"{{name}}","version":1,"options":{"usableAsActivity":true},{{more}}"root":{{root}} }""";

    private static string SetOutput(string name, string script) =>
        $$"""{"id":"out","type":"Elsa.SetOutput","version":1,"outputName":{{Json.Literal(name)}},"outputValue":{{Json.Js(script)}} }""";

    private const string Signature = """
        "inputs":[{"name":"Amount","type":"Int32"}],"outputs":[{"name":"Doubled","type":"Object"}],
        """;

    [Theory]
    [InlineData("Input Output Logging 3 - Child", "InputOutputLogging3-Child")]
    [InlineData("child", "Child")]
    [InlineData("my_own flow", "MyOwnFlow")]
    public void The_name_of_a_workflow_gives_the_activity_type(string name, string type) => Assert.Equal(type, UsableWorkflow.TypeNameOf(name));

    [Fact]
    public async Task Its_inputs_are_variables_of_its_scope_and_its_outputs_go_to_the_scope_around_it()
    {
        var doubler = Usable("Doubler", Json.Sequence(SetOutput("Doubled", "getAmount() * 2"), Json.LineJs("line", "getInput('Amount') + ' of ' + getInput('Other')")), Signature);
        var use = $$"""{"id":"use","type":"Doubler","version":1,"amount":{{Json.Js("20 + 1")}},"doubled":{"typeName":"Object","memoryReference":{"id":"Amount"} } }""";
        var parent = Json.Workflow(Json.Sequence(use, Json.LineJs("after", "variables.Amount")), Json.Variable("Amount", "Int32", "5"));

        var run = await engine.RunAsync(engine.Graph(parent, doubler), new() { ["Amount"] = 7, ["Other"] = "root" });

        Assert.Equal(["21 of root", "42"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(42L, Assert.Single(run.Changes.Journal, j => j is { EventName: "Completed", Outputs: not null } && j.Node!.Activity.Id == "use").Outputs!["Doubled"]);
    }

    [Fact]
    public async Task An_input_that_is_not_given_hides_that_of_the_workflow()
    {
        var child = Usable("Doubler", Json.LineJs("line", "getAmount()"), Signature);

        var run = await engine.RunAsync(engine.Graph(Json.Workflow("""{"id":"use","type":"Doubler","version":1}"""), child), new() { ["Amount"] = 7 });

        Assert.Equal(["0"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Complete_ends_the_workflow_inside_with_its_outcomes_and_nothing_after_it_runs()
    {
        var complete = $$"""{"id":"c","type":"Elsa.Complete","version":1,"outcomes":{{Json.Literal("Good")}} }""";
        var child = Usable(
            "Decider",
            Json.Sequence($$"""{"id":"i","type":"Elsa.If","version":1,"condition":{{Json.Js("true")}},"then":{{complete}} }""", Json.Line("never")),
            """
            "outcomes":["Good","Bad"],
            """);
        var flow = Json.Flow($$"""{"id":"use","type":"Decider","version":1},{{Json.Line("good")}},{{Json.Line("bad")}}""", "use:Good>good", "use:Bad>bad");

        var run = await engine.RunAsync(engine.Graph(Json.Workflow(flow), child));

        Assert.Equal(["good"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task An_output_of_an_activity_inside_may_be_bound_to_an_output_of_the_workflow()
    {
        var script = $$"""{"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{{Json.Literal("return 5")}},"result":{"typeName":"Object","memoryReference":{"id":"Doubled"} } }""";
        var use = """{"id":"use","type":"Doubler","version":1,"doubled":{"typeName":"Object","memoryReference":{"id":"Total"}}}""";
        var parent = Json.Workflow(use, outputs: """{"name":"Total","type":"Object"}""");

        var run = await engine.RunAsync(engine.Graph(parent, Usable("Doubler", script, Signature)));

        Assert.Equal(5L, run.Output["Total"]);
        Assert.DoesNotContain("Doubled", run.Output.Keys);
    }

    [Fact]
    public async Task It_waits_and_goes_on_inside_the_instance_that_uses_it()
    {
        var child = Usable("Waiter", Json.Sequence(Json.Event("go"), Json.LineJs("line", "getAmount()")), Signature);
        var graph = engine.Graph(Json.Workflow(Json.Sequence($$"""{"id":"use","type":"Waiter","version":1,"amount":{{Json.Js("3")}} }""", Json.Line("after"))), child);

        var run = engine.Reload(await engine.RunAsync(graph));
        Assert.Equal("Waiter-v1", run.Graph.WorkflowActivities["Waiter"]);
        await engine.ResumeAsync(run, "go");

        Assert.Equal(["3", "after"], EngineHarness.Lines(run));
    }

    [Fact]
    public void A_workflow_that_uses_itself_is_told()
    {
        var (_, faults) = engine.Read(Json.Workflow("""{"id":"use","type":"Loop","version":1}"""), Usable("Loop", """{"id":"again","type":"Loop","version":1}"""));

        Assert.Contains(faults, f => f.ActivityId == "use" && f.Reason.Contains("uses itself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_uses_do_not_mix_the_outputs_of_activities_with_the_same_id()
    {
        var child = Usable("Echo", Json.Sequence(
            $$"""{"id":"js","name":"Script1","type":"Elsa.RunJavaScript","version":1,"script":{{Json.Literal("return getAmount()")}} }""", Json.Event("go"), Json.LineJs("line", "getResultFromScript1()")), Signature);
        string Use(string id) => $$"""{"id":"{{id}}","type":"Echo","version":1,"amount":{{Json.Literal(id[1..])}} }""";
        var run = await engine.RunAsync(engine.Graph(Json.Workflow($$"""{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{Use("u1")}},{{Use("u2")}}]}"""), child));

        await engine.ResumeAsync(run, "go");
        await engine.ResumeAsync(run, "go");

        Assert.Equal(["1", "2"], EngineHarness.Lines(run));
    }
}
