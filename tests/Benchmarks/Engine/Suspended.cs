using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>Many instances that wait: what they cost while nothing happens.</summary>
internal sealed class Suspended : IBenchmark
{
    private const int Count = 100_000;

    public string Name => "engine-suspended";

    public string Description => "100,000 suspended instances: memory of the process and bytes on disk";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            await using var stage = await Stage.OpenAsync(database, context, cancellationToken);
            var engine = stage.Engine;
            var count = (int)(Count * Math.Min(1, Math.Max(0.05, context.Scale)));
            await StartAsync(engine, 5_000, cancellationToken); // Pools and caches grow first.
            var (memory, disk) = (Memory(), await engine.DiskBytesAsync(cancellationToken));

            await StartAsync(engine, count, cancellationToken);

            context.Report($"{count:N0} suspended, {database}, growth of managed memory", (Memory() - memory) / (double)count, "B each", target: Target.AtMost(50));
            context.Report($"{count:N0} suspended, {database}, on disk", (await engine.DiskBytesAsync(cancellationToken) - disk) / 1024.0 / count, "KB each", target: Target.AtMost(2.5));
        }
    }

    private static Task StartAsync(EngineHost engine, int count, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
        async (_, cancel) => await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Suspend }, cancel));

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
