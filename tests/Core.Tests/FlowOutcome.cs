using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

/// <summary>What a flow did until nothing was left to resume.</summary>
/// <param name="Ran">Ids of the activities that completed, in order.</param>
/// <param name="SubStatus">Where it ended.</param>
internal sealed record FlowOutcome(IReadOnlyList<string> Ran, WorkflowSubStatus SubStatus)
{
    /// <summary>Enough for flows that end.</summary>
    private const int MostResumptions = 200;

    public int CountOf(int node) => Ran.Count(id => id == $"n{node}");

    /// <summary>Runs a definition; the order says which of the waiting events comes next.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="order">Numbers of the events among those that wait.</param>
    /// <param name="restarts">Whether the state is stored and read again at every suspension.</param>
    public static async Task<FlowOutcome> OfAsync(EngineHarness engine, string definition, int[] order, bool restarts)
    {
        var ran = new List<string>();
        var run = await engine.RunAsync(definition);
        Assert.Empty(run.Incidents.Select(i => i.Message));
        ran.AddRange(EngineHarness.Completed(run));
        for (var i = 0; run.Bookmarks.Count > 0; i++)
        {
            Assert.True(i < MostResumptions, "The flow does not end.");
            if (restarts)
                run = engine.Reload(run);
            else
                run.Changes.Clear();
            var waiting = run.Bookmarks.Values.Select(b => b.ActivityId).Order(StringComparer.Ordinal).ToList();
            await engine.ResumeAsync(run, waiting[order[i % order.Length] % waiting.Count]);
            ran.AddRange(EngineHarness.Completed(run));
        }

        return new FlowOutcome(ran, run.SubStatus);
    }
}
