using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core.Scopes;

/// <summary>Runs definitions with scopes, over waits, restarts and kills.</summary>
internal sealed class ScopeEngine : IDisposable
{
    private readonly EngineHarness engine;

    public ScopeEngine(bool faultStrategy = false, double random = 0.5) => engine = new EngineHarness(services => services
        .AddSingleton(World)
        .AddSingleton<IRandomSource>(new FixedRandom(random))
        .AddSingleton(new RunOptions { DefaultIncidentStrategy = faultStrategy ? "FaultStrategy" : "ContinueWithIncidentsStrategy" }));

    public OutsideWorld World { get; } = new();

    public EngineHarness Engine => engine;

    public Task<WorkflowRun> RunAsync(string root, string variables = "", string outputs = "") => engine.RunAsync(Json.Workflow(root, variables, outputs));

    /// <summary>Takes a run out of memory and back, and lets it go on.</summary>
    public async Task<WorkflowRun> ResumeAsync(WorkflowRun run, string stimulusOf)
    {
        var again = engine.Reload(run);
        var bookmark = Assert.Single(again.Bookmarks.Values, b => b.ActivityId == stimulusOf);
        Assert.True(engine.Runner.Resume(again, bookmark.Id));
        await engine.Runner.RunAsync(again);
        return again;
    }

    public async Task<WorkflowRun> RetryAsync(WorkflowRun run)
    {
        var again = engine.Reload(run);
        Assert.True(engine.Runner.Retry(again));
        await engine.Runner.RunAsync(again);
        return again;
    }

    /// <summary>
    /// Runs to the end over all timers, once for each commit with a kill just before or after it; gives the lines that are in the journal. What happened in the outside
    /// world is handed to <paramref name="check"/>.
    /// </summary>
    public static async Task KilledAnywhereAsync(string root, Action<WorkflowRun, OutsideWorld, IReadOnlyList<string>> check)
    {
        var killed = true;
        var kill = 0;
        while (killed)
        {
            kill++;
            foreach (var afterCommit in new[] { false, true })
            {
                using var scope = new ScopeEngine();
                var lines = new List<string>();
                (var run, killed) = await scope.KilledAsync(root, kill, afterCommit, lines);
                check(run, scope.World, lines);
            }
        }

        Assert.True(kill > 2);
    }

    private async Task<(WorkflowRun Run, bool Killed)> KilledAsync(string root, int kill, bool afterCommit, List<string> lines)
    {
        var graph = engine.Graph(Json.Workflow(root));
        byte[]? stored = null;
        var commits = 0;

        ValueTask Commit(WorkflowRun run)
        {
            if (++commits == kill && !afterCommit)
                throw new RunAbortedException("killed before the commit");
            stored = StateCodec.Write(WorkflowRunner.Extract(run));
            lines.AddRange(EngineHarness.Lines(run));
            run.Changes.Clear();
            return commits == kill ? throw new RunAbortedException("killed after the commit") : ValueTask.CompletedTask;
        }

        while (true)
        {
            var run = stored is null ? engine.Runner.Create(graph, "i1") : engine.Runner.Restore(StateCodec.Read(stored), graph);
            if (stored is not null && run.Bookmarks.Values.FirstOrDefault(b => b.DueAt is not null) is { } timer && run.SubStatus == WorkflowSubStatus.Suspended)
                engine.Runner.Resume(run, timer.Id);
            run.Committer = Commit;
            try
            {
                await engine.Runner.RunAsync(run);
                await Commit(run);
                if (run.Status == WorkflowStatus.Finished || run.Bookmarks.Values.All(b => b.DueAt is null))
                    return (run, commits >= kill);
            }
            catch (RunAbortedException)
            {
                Assert.Equal(kill, commits);
            }
        }
    }

    public void Dispose() => engine.Dispose();
}
