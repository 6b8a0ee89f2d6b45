using Orchestrator.Core;
using static Orchestrator.Tests.Core.Scopes.ScopeJson;

namespace Orchestrator.Tests.Core.Scopes;

public sealed class TryTests
{
    private static string Try(string body, string? @catch = null, string? @finally = null, params (string Name, string Json)[] more)
    {
        List<(string, string)> properties = [("body", body), .. more];
        if (@catch is not null)
            properties.Add(("catch", @catch));
        if (@finally is not null)
            properties.Add(("finally", @finally));
        return Activity("Orchestrator.Try", "try", [.. properties]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caught_fault_makes_no_incident_and_the_journal_says_so(bool faultStrategy)
    {
        using var scope = new ScopeEngine(faultStrategy);
        var caught = Json.LineJs("c", "`${variables.Error.code} ${variables.Error.message} ${variables.Error.activityId}`");

        var run = await scope.RunAsync(Json.Sequence(Try(Json.Sequence(Throw("t", "order.stock", "sold out"), Json.Line("never")), caught, Json.Line("finally")), Json.Line("after")));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.Incidents);
        Assert.Empty(run.Changes.IncidentsAdded);
        Assert.Equal(["order.stock sold out t", "finally", "after"], EngineHarness.Lines(run));
        Assert.Single(run.Changes.Journal, j => j is { EventName: "FaultCaught", Node.Activity.Id: "try", Message: "sold out" });
        Assert.Single(run.Changes.Journal, j => j is { EventName: "Faulted", Node.Activity.Id: "t" });
        Assert.DoesNotContain(run.Changes.Journal, j => j is { EventName: "Canceled", Node.Activity.Id: "t" });
    }

    [Theory]
    [InlineData("vcd.*", "Fault", true)]
    [InlineData("VCD.BUSY", "Fault", true)]
    [InlineData("vcd", "Fault", false)]
    [InlineData("http.*", "Fault", false)]
    [InlineData("vcd.*", "Timeout", false)]
    public async Task Code_and_type_choose_what_is_caught(string code, string type, bool isCaught)
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Try(Throw("t", "vcd.busy"), Json.Line("caught"), null, ("codes", List("http.500", code)), ("types", List(type))));

        Assert.Equal(isCaught ? ["caught"] : [], EngineHarness.Lines(run));
        Assert.Equal(isCaught ? 0 : 1, run.Incidents.Count);
    }

    [Fact]
    public async Task An_unexpected_exception_has_its_name_as_type()
    {
        using var scope = new ScopeEngine();
        var bad = Activity("Elsa.Delay", "d", ("timeSpan", Json.Js("'no time'")));

        var run = await scope.RunAsync(Try(bad, Json.LineJs("c", "variables.Error.code + ' ' + variables.Error.type")));

        Assert.StartsWith("input ", Assert.Single(EngineHarness.Lines(run)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finally_runs_before_a_fault_that_is_not_caught_goes_on(bool faultStrategy)
    {
        using var scope = new ScopeEngine(faultStrategy);

        var run = await scope.RunAsync(Json.Sequence(Try(Throw("t", "a.b"), Json.Line("caught"), Json.Line("finally"), ("codes", List("x"))), Json.Line("never")));

        Assert.Equal(["finally"], EngineHarness.Lines(run));
        var incident = Assert.Single(run.Incidents);
        Assert.Equal(("try", "a.b", "broken"), (incident.ActivityId, incident.Code, incident.Message));
        Assert.Equal(faultStrategy ? WorkflowSubStatus.Faulted : WorkflowSubStatus.Suspended, run.SubStatus);
    }

    [Fact]
    public async Task Finally_runs_after_a_fault_in_the_catch_and_an_outer_try_gets_it()
    {
        using var scope = new ScopeEngine();
        var inner = Try(Throw("t1", "first"), Throw("t2", "second"), Json.Line("finally"));
        var outer = Activity("Orchestrator.Try", "outer", ("body", inner), ("catch", Json.LineJs("c", "variables.Error.code")));

        var run = await scope.RunAsync(outer);

        Assert.Equal(["finally", "second"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.Incidents);
    }

    [Fact]
    public async Task An_empty_throw_in_a_catch_throws_the_caught_fault_again()
    {
        using var scope = new ScopeEngine();
        var inner = Try(Throw("t", "first", "why"), Json.Sequence(Json.Line("logged"), Activity("Orchestrator.Throw", "again")));

        var run = await scope.RunAsync(Activity("Orchestrator.Try", "outer", ("body", inner), ("catch", Json.LineJs("c", "variables.Error.code + variables.Error.activityId"))));

        Assert.Equal(["logged", "firstt"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task An_empty_throw_without_a_caught_fault_says_so()
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Activity("Orchestrator.Throw", "t"));

        Assert.Equal("throw.empty", Assert.Single(run.Incidents).Code);
    }

    [Fact]
    public async Task A_fault_after_a_wait_and_a_restart_is_caught_and_what_waits_beside_it_is_cancelled()
    {
        using var scope = new ScopeEngine();
        var waits = Activity("Elsa.Parallel", "p", ("activities", $"[{Json.Sequence(Event("go", "go"), Throw("t", "late"))},{Event("other", "other")}]"));
        var first = await scope.RunAsync(Json.Sequence(Try(waits, Event("handled", "handled"), Json.Line("finally")), Json.Line("after")));

        var second = await scope.ResumeAsync(first, "go");
        var third = await scope.ResumeAsync(second, "handled");

        Assert.Equal(["handled"], second.Bookmarks.Values.Select(b => b.ActivityId));
        Assert.Equal(["finally", "after"], EngineHarness.Lines(third));
        Assert.Equal(WorkflowSubStatus.Finished, third.SubStatus);
    }

    [Fact]
    public async Task In_a_flowchart_the_outcome_says_whether_a_fault_was_caught()
    {
        using var scope = new ScopeEngine();
        var flow = Json.Flow($"{Try(Throw("t", "x"), Json.Line("handled"))},{Json.Line("ok")},{Json.Line("failed")}", "try:Done>ok", "try:Caught>failed");

        var run = await scope.RunAsync(flow);

        Assert.Equal(["handled", "failed"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_fault_deep_in_a_flowchart_in_a_loop_is_caught_in_each_round()
    {
        using var scope = new ScopeEngine();
        var body = Try(Json.Flow($"{Json.Line("a")},{Throw("t", "x")},{Json.Line("never")}", "a>t", "t>never"), Json.LineJs("c", "'round ' + variables.CurrentIndex"), Json.Line("f"));

        var run = await scope.RunAsync(Activity("Elsa.ForEach", "each", ("items", Json.Js("[1,2]")), ("body", body)));

        Assert.Equal(["a", "round 0", "f", "a", "round 1", "f"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Retrying_the_incident_of_a_fault_that_went_on_begins_with_the_body()
    {
        using var scope = new ScopeEngine();
        var first = await scope.RunAsync(Json.Sequence(Try(Json.Sequence(Json.Line("body"), Flaky("f", 1)), null, Json.Line("finally")), Json.Line("after")));

        var second = await scope.RetryAsync(first);

        Assert.Equal(["body", "finally"], EngineHarness.Lines(first));
        Assert.Equal(["body", "f", "finally", "after"], EngineHarness.Lines(second));
        Assert.Equal(WorkflowSubStatus.Finished, second.SubStatus);
        Assert.Empty(second.Incidents);
    }

    [Fact]
    public async Task A_cancelled_instance_runs_neither_catch_nor_finally()
    {
        using var scope = new ScopeEngine();
        var run = await scope.RunAsync(Try(Event("go", "go"), Json.Line("caught"), Json.Line("finally")));

        await scope.Engine.Runner.CancelAsync(run);

        Assert.Equal(WorkflowSubStatus.Cancelled, run.SubStatus);
        Assert.Empty(EngineHarness.Lines(run));
        Assert.Empty(run.ActivityContexts);
    }

    [Fact]
    public async Task Killed_anywhere_the_catch_and_the_finally_run_once() =>
        await ScopeEngine.KilledAnywhereAsync(
            Json.Sequence(Try(Json.Sequence(Undoable("u"), Activity("Elsa.Delay", "d"), Throw("t", "x")), Undoable("handled"), Undoable("finally")), Json.Line("after")),
            (run, world, lines) =>
            {
                Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
                Assert.Equal(3, world.Done.Count);
                Assert.All(world.Done.Values, times => Assert.Equal(1, times));
                Assert.Equal(["after"], lines);
                Assert.Empty(run.Incidents);
            });
}
