using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>Start to finished and saved, with the raw writer as limit.</summary>
internal sealed class ShortDurable : IBenchmark
{
    private const int ManyCallers = 64;

    /// <summary>Until what runs is compiled with what the first runs have shown; not shortened by the scale.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public string Name => "engine-durable";

    public string Description => "The short workflow durable: 64 callers and one, SQLite and PostgreSQL, against a raw batched writer";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            await using var stage = await Stage.OpenAsync(database, context, cancellationToken);
            await ManyAsync(database, stage, context);
            await OneAsync(database, stage, context);
        }
    }

    private static async Task ManyAsync(string database, Stage stage, BenchmarkContext context)
    {
        var ours = new Contender("engine", time => Callers.RunAsync(ManyCallers, time, () => RunAsync(stage.Engine)));
        var raw = new Contender("raw", time => Callers.RunAsync(ManyCallers, time, stage.Raw.WriteAsync));

        var slices = await Contender.RunAsync([ours, raw], WarmUp, context.Seconds(1), 7);

        var limit = Spread.Of(slices[1].Select(s => s.PerSecond)).Median;
        context.Report($"short, 64 callers, {database}", Spread.Of(slices[0].Select(s => s.PerSecond)), "/s", limit, Target.AtLeastOfLimit(0.6));
        context.Report($"short, 64 callers, {database}, CPU", Spread.Of(slices[0].Select(s => s.CpuMicrosecondsPerUnit / 1000)), "ms",
            Spread.Of(slices[1].Select(s => s.CpuMicrosecondsPerUnit / 1000)).Median, Target.AtMost(0.25));
        context.Report($"short, 64 callers, {database}, allocated", Spread.Of(slices[0].Select(s => s.AllocatedKilobytesPerUnit)), "KB");
    }

    private static async Task OneAsync(string database, Stage stage, BenchmarkContext context)
    {
        var (ourTimes, rawTimes) = (new List<double>(), new List<double>());
        var ours = new Contender("engine", time => Callers.RunAsync(1, time, () => RunAsync(stage.Engine), ourTimes));
        var raw = new Contender("raw", time => Callers.RunAsync(1, time, stage.Raw.WriteAsync, rawTimes));

        await Contender.RunAsync([ours, raw], context.Seconds(0.5), context.Seconds(0.5), 7);

        context.Report($"short, one caller, {database}, p50", Spread.Percentile(ourTimes, 0.5), "ms", Spread.Percentile(rawTimes, 0.5), Target.AtMostOfLimit(1.5));
        context.Report($"short, one caller, {database}, p99", Spread.Percentile(ourTimes, 0.99), "ms", Spread.Percentile(rawTimes, 0.99));
    }

    private static async ValueTask RunAsync(EngineHost engine) =>
        await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Short }, CancellationToken.None);
}
