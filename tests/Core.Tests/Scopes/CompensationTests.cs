using Orchestrator.Core;
using static Orchestrator.Tests.Core.Scopes.ScopeJson;

namespace Orchestrator.Tests.Core.Scopes;

public sealed class CompensationTests
{
    private static string Scope(string body, string id = "scope", params (string Name, string Json)[] more) => Activity("Orchestrator.Compensation", id, [("body", body), .. more]);

    private static string Step(string id, string? undo = null) => Activity("Orchestrator.Compensable", id, ("body", Json.Line($"do-{id}")), ("undo", undo ?? Json.Line($"undo-{id}")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failing_scope_undoes_what_was_done_in_reverse_and_lets_the_fault_go_on(bool faultStrategy)
    {
        using var scope = new ScopeEngine(faultStrategy);

        var run = await scope.RunAsync(Json.Sequence(Scope(Json.Sequence(Step("a"), Step("b"), Throw("t", "x"), Step("c"))), Json.Line("never")));

        Assert.Equal(["do-a", "do-b", "undo-b", "undo-a"], EngineHarness.Lines(run));
        Assert.Equal(("scope", "x"), (Assert.Single(run.Incidents).ActivityId, run.Incidents[0].Code));
        Assert.Equal(faultStrategy ? WorkflowSubStatus.Faulted : WorkflowSubStatus.Suspended, run.SubStatus);
    }

    [Fact]
    public async Task A_scope_that_completes_undoes_nothing()
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Json.Sequence(Scope(Step("a")), Throw("t", "x")));

        Assert.Equal(["do-a"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_completed_inner_scope_is_undone_by_the_failing_outer_one()
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Scope(Json.Sequence(Step("a"), Scope(Step("b"), "inner"), Step("c"), Throw("t", "x"))));

        Assert.Equal(["do-a", "do-b", "do-c", "undo-c", "undo-b", "undo-a"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Every_round_of_a_loop_is_undone_with_the_values_of_that_round()
    {
        using var scope = new ScopeEngine();
        var step = Activity("Orchestrator.Compensable", "s", ("body", Json.Line("do")), ("undo", Json.LineJs("u", "'undo ' + variables.CurrentValue + ' for ' + variables.Error.code")));

        var run = await scope.RunAsync(Scope(Json.Sequence(Activity("Elsa.ForEach", "each", ("items", Json.Js("['x','y']")), ("body", step)), Throw("t", "e"))));

        Assert.Equal(["do", "do", "undo y for e", "undo x for e"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Continue_leaves_by_the_outcome_Compensated()
    {
        using var scope = new ScopeEngine();
        var flow = Json.Flow($"{Scope(Json.Sequence(Step("a"), Throw("t", "x")), more: ("afterwards", Text("Continue")))},{Json.Line("done")},{Json.Line("undone")}", "scope:Done>done", "scope:Compensated>undone");

        var run = await scope.RunAsync(flow);

        Assert.Equal(["do-a", "undo-a", "undone"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.Incidents);
    }

    [Fact]
    public async Task A_compensation_that_fails_is_an_incident_and_its_retry_undoes_the_rest()
    {
        using var scope = new ScopeEngine();
        var json = Activity("Orchestrator.Try", "try", ("body", Scope(Json.Sequence(Step("a"), Step("b", Flaky("undo-flaky", 1)), Throw("t", "x")))), ("catch", Json.Line("caught")));

        var first = await scope.RunAsync(json);
        var second = await scope.RetryAsync(first);

        Assert.Equal(["do-a", "do-b"], EngineHarness.Lines(first));
        Assert.Equal("undo-flaky", Assert.Single(first.Incidents).ActivityId);
        Assert.Equal(["undo-flaky", "undo-a", "caught"], EngineHarness.Lines(second));
        Assert.Equal(WorkflowSubStatus.Finished, second.SubStatus);
        Assert.Empty(second.Incidents);
    }

    [Fact]
    public async Task Undoing_goes_on_after_a_wait_and_a_restart()
    {
        using var scope = new ScopeEngine();
        var first = await scope.RunAsync(Scope(Json.Sequence(Step("a"), Step("b", Json.Sequence(Event("ok", "ok"), Json.Line("undo-b"))), Event("go", "go"), Throw("t", "x"))));

        var second = await scope.ResumeAsync(first, "go");
        var third = await scope.ResumeAsync(second, "ok");

        Assert.Empty(EngineHarness.Lines(second));
        Assert.Equal(["undo-b", "undo-a"], EngineHarness.Lines(third));
        Assert.Equal("x", Assert.Single(third.Incidents).Code);
    }

    [Fact]
    public async Task Compensate_undoes_now_and_the_failing_scope_only_what_came_later()
    {
        using var scope = new ScopeEngine();
        var compensate = Activity("Orchestrator.Compensate", "now");

        var run = await scope.RunAsync(Scope(Json.Sequence(Step("a"), Step("b"), compensate, Step("c"), Throw("t", "x"))));

        Assert.Equal(["do-a", "do-b", "undo-b", "undo-a", "do-c", "undo-c"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Compensate_undoes_only_its_target()
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Scope(Json.Sequence(Step("a"), Step("b"), Activity("Orchestrator.Compensate", "now", ("target", Text("a"))), Throw("t", "x"))));

        Assert.Equal(["do-a", "do-b", "undo-a", "undo-b"], EngineHarness.Lines(run));
    }

    [Theory]
    [InlineData("Orchestrator.Compensable")]
    [InlineData("Orchestrator.Compensate")]
    public async Task Outside_of_a_scope_there_is_a_clear_fault(string type)
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Activity(type, "a"));

        Assert.Equal("compensation.no-scope", Assert.Single(run.Incidents).Code);
    }

    [Fact]
    public async Task An_activity_that_can_undo_itself_gets_its_receipt_also_when_it_failed_after_the_effect()
    {
        using var scope = new ScopeEngine();
        var late = Activity("Test.UndoableActivity", "late", ("failsAfterwards", Text("true")));

        var run = await scope.RunAsync(Scope(Json.Sequence(Undoable("u"), late)));

        Assert.Equal(["undo late", "undo u"], EngineHarness.Lines(run));
        var done = scope.World.Done.Keys.Where(k => !k.StartsWith("undo", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, done.Count);
        Assert.All(done, key => Assert.Equal(1, scope.World.Done.GetValueOrDefault($"undo {key}")));
    }

    [Fact]
    public async Task Killed_anywhere_everything_is_done_once_and_undone_once() =>
        await ScopeEngine.KilledAnywhereAsync(
            Scope(Json.Sequence(Undoable("u1"), Activity("Elsa.Delay", "d"), Undoable("u2"), Throw("t", "x"))),
            (run, world, lines) =>
            {
                Assert.Equal(4, world.Done.Count);
                Assert.All(world.Done.Values, times => Assert.Equal(1, times));
                Assert.Equal(["undo u2", "undo u1"], lines);
                Assert.Equal("x", Assert.Single(run.Incidents).Code);
            });
}
