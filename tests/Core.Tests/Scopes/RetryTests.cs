using Orchestrator.Core;
using static Orchestrator.Tests.Core.Scopes.ScopeJson;

namespace Orchestrator.Tests.Core.Scopes;

public sealed class RetryTests
{
    private static string Retry(string body, params (string Name, string Json)[] more) => Activity("Orchestrator.Retry", "retry", [("body", body), .. more]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_runs_again_after_a_durable_wait_until_it_succeeds(bool faultStrategy)
    {
        using var scope = new ScopeEngine(faultStrategy);
        var first = await scope.RunAsync(Json.Sequence(Retry(Json.Sequence(Json.LineJs("l", "'attempt ' + variables.Attempt"), Flaky("f", 2))), Json.Line("after")));

        var second = await scope.ResumeAsync(first, "retry");
        var third = await scope.ResumeAsync(second, "retry");

        Assert.Equal(["attempt 1"], EngineHarness.Lines(first));
        Assert.Equal(["attempt 2"], EngineHarness.Lines(second));
        Assert.Equal(["attempt 3", "f", "after"], EngineHarness.Lines(third));
        Assert.Equal(WorkflowSubStatus.Finished, third.SubStatus);
        Assert.Empty(third.Incidents);
    }

    [Theory]
    [InlineData("Exponential", 0.5, new[] { 10.0, 20, 40, 50, 50 })]
    [InlineData("Fixed", 0.5, new[] { 10.0, 10, 10, 10, 10 })]
    [InlineData("Exponential", 0.0, new[] { 5.0, 10, 20, 40, 50 })]
    [InlineData("Fixed", 0.75, new[] { 12.5, 12.5, 12.5, 12.5, 12.5 })]
    public async Task The_wait_grows_and_is_spread_within_its_bounds(string backOff, double random, double[] expected)
    {
        using var scope = new ScopeEngine(random: random);
        var json = Retry(Flaky("f", 99), ("maxAttempts", Number(6)), ("delay", Text("00:00:10")), ("maxDelay", Text("00:00:50")), ("jitter", Number(0.5)), ("backOff", Text(backOff)));
        var waits = new List<double>();

        var run = await scope.RunAsync(json);
        while (run.Bookmarks.Count > 0)
        {
            waits.Add((Assert.Single(run.Bookmarks.Values).DueAt!.Value - scope.Engine.Time.GetUtcNow()).TotalSeconds);
            run = await scope.ResumeAsync(run, "retry");
        }

        Assert.Equal(expected, waits);
        Assert.Equal("failure 6", Assert.Single(run.Incidents).Message);
        Assert.Equal("f", run.Incidents[0].ActivityId);
    }

    [Theory]
    [InlineData("codes", "other", false)]
    [InlineData("codes", "flak*", true)]
    [InlineData("except", "flaky", false)]
    [InlineData("types", "Timeout", false)]
    public async Task Only_faults_that_fit_the_filter_are_tried_again(string filter, string value, bool triesAgain)
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Retry(Flaky("f", 1), (filter, List(value))));

        Assert.Equal(triesAgain ? 1 : 0, run.Bookmarks.Count);
        Assert.Equal(triesAgain ? 0 : 1, run.Incidents.Count);
    }

    [Fact]
    public async Task The_last_fault_goes_to_the_try_around_it()
    {
        using var scope = new ScopeEngine();
        var run = await scope.RunAsync(Activity("Orchestrator.Try", "try", ("body", Retry(Flaky("f", 9), ("maxAttempts", Number(2)))), ("catch", Json.LineJs("c", "variables.Error.message"))));

        run = await scope.ResumeAsync(run, "retry");

        Assert.Equal(["failure 2"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Theory]
    [InlineData("maxAttempts", 0)]
    [InlineData("maxAttempts", 1001)]
    [InlineData("jitter", 2)]
    public async Task A_setting_out_of_range_is_refused_with_the_range(string name, double value)
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Retry(Json.Line("never"), (name, Number(value))));

        Assert.Equal("retry.range", Assert.Single(run.Incidents).Code);
        Assert.Contains("must be", run.Incidents[0].Message, StringComparison.Ordinal);
        Assert.Empty(EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Cancelling_while_it_waits_leaves_nothing_behind()
    {
        using var scope = new ScopeEngine();
        var run = await scope.RunAsync(Retry(Flaky("f", 9)));

        await scope.Engine.Runner.CancelAsync(run);

        Assert.Empty(run.Bookmarks);
        Assert.Empty(run.ActivityContexts);
        Assert.Equal(WorkflowSubStatus.Cancelled, run.SubStatus);
    }

    [Fact]
    public async Task Killed_anywhere_every_attempt_does_its_effect_once() =>
        await ScopeEngine.KilledAnywhereAsync(
            Json.Sequence(Retry(Json.Sequence(Undoable("u"), Throw("t", "x")), ("maxAttempts", Number(3)))),
            (run, world, _) =>
            {
                Assert.Equal(3, world.Done.Count);
                Assert.All(world.Done.Values, times => Assert.Equal(1, times));
                Assert.Equal("x", Assert.Single(run.Incidents).Code);
            });
}
