using System.Diagnostics;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>How late timers fire: from the time a delay is due to the commit of the instance that it finishes.</summary>
internal sealed class Timers : IBenchmark
{
    private const int Burst = 10_000;

    public string Name => "engine-timers";

    public string Description => "10,000 timers due at once, and 1,000 a second";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            await using var stage = await Stage.OpenAsync(database, context, cancellationToken);
            await BurstAsync(database, stage.Engine, context, cancellationToken);
            await SteadyAsync(database, stage.Engine, context, cancellationToken);
        }
    }

    private static async Task BurstAsync(string database, EngineHost engine, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var due = engine.Now.AddSeconds(Math.Max(4, 12 * context.Scale));
        var count = (int)(Burst * Math.Min(1, Math.Max(0.1, context.Scale)));
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken }, async (_, cancel) => await StartAsync(engine, due - engine.Now, cancel));
        if (engine.Now > due)
            throw new InvalidOperationException("The timers were due before all were set: the machine is too slow for this figure.");
        await DoneAsync(engine, count, cancellationToken);

        var lateness = await LatenessAsync(engine, _ => due, cancellationToken);
        context.Report($"{count:N0} timers due at once, {database}, p99 late", Spread.Percentile(lateness, 0.99), "s", target: Target.AtMost(1.5));
        context.Report($"{count:N0} timers due at once, {database}, p50 late", Spread.Percentile(lateness, 0.5), "s");
        await ClearAsync(engine, cancellationToken);
    }

    private static async Task SteadyAsync(string database, EngineHost engine, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var seconds = (int)Math.Max(2, 8 * context.Scale);
        var start = Stopwatch.GetTimestamp();
        var starts = new List<Task>();
        for (var i = 0; i < seconds * 1000; i++)
        {
            var ahead = TimeSpan.FromMilliseconds(i) - Stopwatch.GetElapsedTime(start);
            if (ahead > TimeSpan.FromMilliseconds(2))
                await Task.Delay(ahead, cancellationToken);
            starts.Add(StartAsync(engine, TimeSpan.FromSeconds(1), cancellationToken).AsTask());
        }

        await Task.WhenAll(starts);
        await DoneAsync(engine, seconds * 1000, cancellationToken);
        var lateness = await LatenessAsync(engine, summary => summary.CreatedAt.AddSeconds(1), cancellationToken);
        context.Report($"1,000 timers a second, {database}, p99 late", Spread.Percentile(lateness, 0.99) * 1000, "ms", target: Target.AtMost(100));
        context.Report($"1,000 timers a second, {database}, p50 late", Spread.Percentile(lateness, 0.5) * 1000, "ms");
        await ClearAsync(engine, cancellationToken);
    }

    private static async ValueTask StartAsync(EngineHost engine, TimeSpan delay, CancellationToken cancellationToken) => await engine.Runtime.RunAsync(
        new StartWorkflow { DefinitionId = Samples.Timer, Input = new Dictionary<string, object?> { ["delay"] = delay.ToString() } }, cancellationToken);

    private static async Task DoneAsync(EngineHost engine, int count, CancellationToken cancellationToken)
    {
        while ((await engine.CountAsync($"SELECT COUNT(*) FROM instances WHERE definition_id = '{Samples.Timer}' AND status = 1", cancellationToken)) < count)
            await Task.Delay(50, cancellationToken);
    }

    private static async Task<List<double>> LatenessAsync(EngineHost engine, Func<InstanceSummary, DateTimeOffset> due, CancellationToken cancellationToken)
    {
        var lateness = new List<double>();
        for (var page = 0; ; page++)
        {
            var found = await engine.Store.ListAsync(new InstanceFilter { DefinitionId = Samples.Timer, Page = page, PageSize = 2000 }, cancellationToken);
            lateness.AddRange(found.Items.Select(summary => (summary.UpdatedAt - due(summary)).TotalSeconds));
            if (found.Items.Count < 2000)
                return lateness;
        }
    }

    private static async Task ClearAsync(EngineHost engine, CancellationToken cancellationToken) =>
        await engine.Store.DeleteAsync([.. await engine.Store.FindIdsAsync(Samples.Timer, cancellationToken)], cancellationToken);
}
