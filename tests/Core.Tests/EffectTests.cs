using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class EffectTests
{
    [Fact]
    public async Task Killed_before_or_after_any_commit_every_effect_and_message_happens_once()
    {
        for (var kill = 1; kill <= 20; kill++)
        {
            foreach (var afterCommit in new[] { false, true })
                await KillAtAsync(kill, afterCommit);
        }
    }

    private static async Task KillAtAsync(int kill, bool afterCommit)
    {
        var world = new OutsideWorld();
        using var engine = new EngineHarness(s => s.AddSingleton(world));
        var graph = engine.Graph(Json.Workflow(Json.Sequence(Json.Line("a"), """{"id":"e","type":"Test.EffectActivity","version":1}""", Json.Line("z"))));
        byte[]? stored = null;
        var messages = new List<string>();
        var commits = 0;
        var armed = true;

        ValueTask Commit(WorkflowRun run)
        {
            commits++;
            if (armed && commits == kill && !afterCommit)
                throw new RunAbortedException("killed before the commit");
            stored = StateCodec.Write(WorkflowRunner.Extract(run));
            messages.AddRange(run.Changes.Outbox.Select(m => m.Id));
            run.Changes.Clear();
            if (armed && commits == kill)
                throw new RunAbortedException("killed after the commit");
            return ValueTask.CompletedTask;
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var run = stored is null ? engine.Runner.Create(graph, "i1") : engine.Runner.Restore(StateCodec.Read(stored), graph);
            run.Committer = Commit;
            try
            {
                await engine.Runner.RunAsync(run);
                await Commit(run);
                Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
                break;
            }
            catch (RunAbortedException)
            {
                armed = false;
            }
        }

        Assert.Equal(2, world.Done.Count(d => d.Key.EndsWith("first", StringComparison.Ordinal) || d.Key.EndsWith("second", StringComparison.Ordinal)));
        Assert.All(world.Done.Values, times => Assert.Equal(1, times));
        Assert.Equal(2, messages.Count);
        Assert.Equal(2, messages.Distinct().Count());
    }
}
