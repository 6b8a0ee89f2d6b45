using System.Diagnostics;
using Orchestrator.Benchmarks.Engine;
using Orchestrator.Benchmarks.Harness;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Ten seconds at five times the rate that snmptrapd takes without loss, through receiver, spool, folding and database.</summary>
internal sealed class Sustained : IBenchmark
{
    private static readonly double[] Rates = [1_000, 2_000, 3_000, 4_000, 6_000, 8_000, 10_000, 15_000, 20_000];

    public string Name => "ingress-sustained";

    public string Description => "10 s at 5 x snmptrapd's lossless rate: lost traps, and drops that were reported";

    public bool IsLong => true;

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        var lossless = await LosslessRateAsync(context, cancellationToken) ?? 4_000;
        context.Report("snmptrapd without loss, 4 s", lossless, "/s");
        await using var stage = await TrapStage.OpenAsync(Stage.Sqlite(Path.Combine(context.Folder, "sustained.db")), context, cancellationToken);

        // A storm: 500 alerts that go on and off.
        var datagrams = Enumerable.Range(0, 20_000).Select(number => SampleTraps.V2(number, number / 500 % 2 == 0 ? 46 : 47, $"alert-{number % 500:x8}")).ToArray();
        var start = Stopwatch.GetTimestamp();
        var sent = await PacedSender.SendAsync(stage.EndPoint, datagrams, lossless * 5, context.Seconds(10));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var statistics = stage.Statistics;
        await stage.WaitAsync(() => ValueTask.FromResult(statistics.Received + (statistics.KernelDrops?.Invoke() ?? 0) >= sent && stage.SpoolBacklog == 0), cancellationToken);

        context.Report("offered", sent / seconds, "/s", lossless * 5, Target.AtLeastOfLimit(0.95));
        context.Report("lost", sent - statistics.Decoded, "", target: Target.AtMost(0));
        context.Report("lost and not reported by the kernel's counter", sent - statistics.Received - (statistics.KernelDrops?.Invoke() ?? 0), "", target: Target.AtMost(0));
        context.Report("instances that the storm started", stage.Starts.Count, "", 500, Target.AtMostOfLimit(1));
    }

    private static async Task<double?> LosslessRateAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        double? best = null;
        var datagrams = Enumerable.Range(0, 1_000).Select(number => SampleTraps.V2(number)).ToArray();
        foreach (var rate in Rates)
        {
            using var daemon = await TrapDaemon.StartAsync(context.Folder, cancellationToken);
            if (daemon is null)
                return null;
            var sent = await PacedSender.SendAsync(daemon.EndPoint, datagrams, rate, context.Seconds(4));
            if (await daemon.CountAsync(cancellationToken) < sent)
                return best ?? rate;
            best = rate;
        }

        return best;
    }
}
