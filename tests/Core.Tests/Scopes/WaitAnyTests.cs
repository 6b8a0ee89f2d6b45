using Orchestrator.Core;
using static Orchestrator.Tests.Core.Scopes.ScopeJson;

namespace Orchestrator.Tests.Core.Scopes;

public sealed class WaitAnyTests
{
    private static readonly string s_flow = Json.Flow(
        $"{Activity("Orchestrator.WaitAny", "any", ("first", Event("e1", "one")), ("second", Activity("Elsa.Delay", "timer")), ("branches", $"[{Event("e2", "two")}]"))},{Json.Line("one")},{Json.Line("late")},{Json.Line("two")}",
        "any:First>one",
        "any:Second>late",
        "any:Other>two");

    [Theory]
    [InlineData("e1", "one")]
    [InlineData("timer", "late")]
    [InlineData("e2", "two")]
    public async Task The_first_to_come_wins_and_the_others_are_cancelled(string wins, string expected)
    {
        using var scope = new ScopeEngine();
        var first = await scope.RunAsync(s_flow);
        var losers = first.Bookmarks.Values.Where(b => b.ActivityId != wins).Select(b => b.Id).ToList();

        var run = await scope.ResumeAsync(first, wins);

        Assert.Equal([expected], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(losers.Order(StringComparer.Ordinal), run.Changes.BookmarksRemoved.Where(losers.Contains).Order(StringComparer.Ordinal));
        Assert.All(losers, id => Assert.False(scope.Engine.Runner.Resume(run, id)));
    }

    [Fact]
    public async Task Two_that_come_before_the_burst_ends_have_one_winner()
    {
        using var scope = new ScopeEngine();
        var run = scope.Engine.Reload(await scope.RunAsync(s_flow));
        foreach (var bookmark in run.Bookmarks.Values.Where(b => b.DueAt is null).ToList())
            scope.Engine.Runner.Resume(run, bookmark.Id);

        await scope.Engine.Runner.RunAsync(run);

        Assert.Single(EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Without_a_branch_there_is_a_clear_fault()
    {
        using var scope = new ScopeEngine();

        var run = await scope.RunAsync(Activity("Orchestrator.WaitAny", "any"));

        Assert.Equal("wait-any.empty", Assert.Single(run.Incidents).Code);
    }
}
