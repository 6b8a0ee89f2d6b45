using System.Diagnostics;
using Orchestrator.Benchmarks.Engine;
using Orchestrator.Benchmarks.Harness;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>From the datagram to a durable instance: each trap is of another alert.</summary>
internal sealed class Instances : IBenchmark
{
    private const int Count = 10_000;
    private const int WarmUps = 6;
    private const int Rounds = 5;
    private const int Storm = 100_000;

    public string Name => "ingress-instances";

    public string Description => "SNMP traps to durable instances against the raw batched writer; 100,000 traps of one flapping alert";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            var limit = await LimitAsync(database, context, cancellationToken);
            var persistence = await Stage.PersistenceAsync(database, "bench_instances", context, cancellationToken);
            await using var stage = await TrapStage.OpenAsync(persistence, context, cancellationToken);
            var count = Math.Max(2_000, (int)(Count * context.Scale));
            var slices = new List<Slice>();
            for (var round = 0; round < WarmUps + Rounds; round++)
            {
                var slice = await StartAsync(stage, round * count, count, cancellationToken);
                if (round >= WarmUps)
                    slices.Add(slice);
            }

            context.Report($"trap to instance, {database}", Spread.Of(slices.Select(slice => slice.PerSecond)), "/s", limit, Target.AtLeastOfLimit(0.7));
            context.Report($"trap to instance, {database}, CPU", Spread.Of(slices.Select(slice => slice.CpuMicrosecondsPerUnit)), "µs");
            context.Report($"trap to instance, {database}, allocated", Spread.Of(slices.Select(slice => slice.AllocatedKilobytesPerUnit)), "KB");
            await StormAsync(stage, database, context, cancellationToken);
        }
    }

    private static async Task<Slice> StartAsync(TrapStage stage, int first, int count, CancellationToken cancellationToken)
    {
        var before = stage.Starts.Count;
        var datagrams = Enumerable.Range(first, count).Select(number => SampleTraps.V2(number)).ToArray();
        return await Slice.MeasureAsync(async () =>
        {
            await SendAsync(stage, datagrams, cancellationToken);
            await stage.Starts.WaitForAsync(before + count).WaitAsync(cancellationToken);
            return count;
        });
    }

    private static async Task StormAsync(TrapStage stage, string database, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var before = stage.Starts.Count;
        var datagrams = Enumerable.Range(0, Storm).Select(number => SampleTraps.V2(number, number % 2 == 0 ? 46 : 47, "alert-flapping")).ToArray();
        var collapsed = stage.Statistics.Collapsed;
        var start = Stopwatch.GetTimestamp();
        await SendAsync(stage, datagrams, cancellationToken);
        await stage.WaitAsync(() => ValueTask.FromResult(stage.Statistics.Collapsed - collapsed >= Storm - 2), cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        context.Report($"instances of 100,000 flapping traps, {database}", stage.Starts.Count - before, "", target: Target.AtMost(1));
        context.Report($"flapping traps folded, {database}", Storm / seconds, "/s");
    }

    /// <summary>As fast as the receiver takes them, so that nothing but the work is measured.</summary>
    private static async Task SendAsync(TrapStage stage, byte[][] datagrams, CancellationToken cancellationToken)
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);
        var received = stage.Statistics.Received;
        foreach (var part in datagrams.Chunk(1_000))
        {
            foreach (var datagram in part)
                socket.SendTo(datagram, stage.EndPoint);
            received += part.Length;
            await stage.WaitAsync(() => ValueTask.FromResult(stage.Statistics.Received >= received), cancellationToken);
        }
    }

    /// <summary>The raw writer with as many callers as the receiver dispatches at once.</summary>
    private static async Task<double> LimitAsync(string database, BenchmarkContext context, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.OpenAsync(database, context, cancellationToken);
        var raw = new Contender("raw", time => Callers.RunAsync(256, time, stage.Raw.WriteAsync));
        var slices = (await Contender.RunAsync([raw], context.Seconds(1), context.Seconds(1), 5))[0];
        return Spread.Of(slices.Select(slice => slice.PerSecond)).Median;
    }
}
