using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class CommitStrategyTests : IDisposable
{
    private readonly EngineHarness engine = new(s => s.AddSingleton<OutsideWorld>());

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData("null", 4)]
    [InlineData("\"Default\"", 4)]
    [InlineData("\"SomethingOfAnotherHost\"", 4)]
    [InlineData("\"EndOfBurst\"", 0)]
    [InlineData("\"None\"", 0)]
    public async Task Two_effects_are_committed_as_the_workflow_says(string strategy, int commits)
    {
        var run = await RunAsync(strategy, "null", "null");

        Assert.Equal(commits, run.Commits);
    }

    [Fact]
    public async Task After_every_activity_there_is_a_commit_before_the_next()
    {
        var run = await RunAsync("\"EveryActivity\"", "null", "null");

        Assert.Equal(["line", "first", "first receipt", "second", "second receipt", "e"], run.Kept);
    }

    [Fact]
    public async Task An_activity_has_a_strategy_of_its_own()
    {
        var line = await RunAsync("\"EndOfBurst\"", "\"EveryActivity\"", "null");
        var effect = await RunAsync("\"EndOfBurst\"", "null", "\"Default\"");
        var none = await RunAsync("null", "null", "\"EndOfBurst\"");

        Assert.Equal(["line"], line.Kept);
        Assert.Equal(["first", "first receipt", "second", "second receipt"], effect.Kept);
        Assert.Empty(none.Kept);
    }

    private async Task<(int Commits, List<string> Kept)> RunAsync(string ofWorkflow, string ofLine, string ofEffect)
    {
        var json = $$"""
            {"id":"v1","definitionId":"d1","name":"Test","version":1,"options":{"commitStrategyName":{{ofWorkflow}}},
             "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"line","type":"Elsa.WriteLine","version":1,"customProperties":{"commitStrategyName":{{ofLine}}},"text":{{Json.Literal("a")}} },
              {"id":"e","type":"Test.EffectActivity","version":1,"customProperties":{"commitStrategyName":{{ofEffect}}} },
              {"id":"z","type":"Elsa.WriteLine","version":1,"text":{{Json.Literal("z")}} }]} }
            """;
        var kept = new List<string>();
        var run = engine.Runner.Create(engine.Graph(json));
        run.Committer = committed =>
        {
            var effect = committed.Changes.Effects.Values.Select(e => e.Item2).LastOrDefault();
            kept.Add(effect is null ? committed.Changes.Journal.Last(j => j.EventName == "Completed").Node!.Activity.Id : effect.ReceiptAt is null ? effect.Name : $"{effect.Name} receipt");
            committed.Changes.Clear();
            return ValueTask.CompletedTask;
        };

        await engine.Runner.RunAsync(run);

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        return (kept.Count, kept);
    }
}
