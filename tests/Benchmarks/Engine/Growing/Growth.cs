using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Workflows;

namespace Orchestrator.Benchmarks.Engine.Growing;

/// <summary>
/// What ten times the work costs, durable on SQLite. The limit of a figure is the cost of ten runs of the smaller size, one after the other, so that a ratio of 1 is linear. Ten in a row
/// make as much garbage as one that is ten times as large, so both have to collect it; a single small run would leave it to whoever comes next.
/// </summary>
internal sealed class Growth : IBenchmark
{
    private const int Factor = 10;
    private const double MostOfLinear = 1.3;

    public string Name => "engine-growth";

    public string Description => "Loops, branches, depth, a large variable and large definitions: the cost of ten times the size, durable on SQLite";

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        var watch = new FinishWatch();
        await using var engine = await EngineHost.StartAsync(
            Stage.Sqlite(Path.Combine(context.Folder, "growth.db")), services => services.AddSingleton<ICommitObserver>(watch), cancellationToken);
        foreach (var shape in Shapes.All)
        {
            await PublishAsync(engine, shape.Definition("small", shape.Small), cancellationToken);
            await PublishAsync(engine, shape.Definition("large", shape.Small * Factor), cancellationToken);
            await MeasureAsync(shape.Name, shape.Small, shape.Waits, isLarge => RunAsync(engine, watch, shape, isLarge, cancellationToken), context);
        }

        var number = 0;
        await MeasureAsync("nodes of a flowchart, imported and published", 1_000, TimeSpan.Zero, isLarge => PublishAsync(engine, Shapes.Chain($"chain-{number++}", isLarge ? 10_000 : 1_000), cancellationToken), context);
    }

    private static async Task MeasureAsync(string name, int small, TimeSpan waits, Func<bool, Task> run, BenchmarkContext context)
    {
        Task<long> Ones() => TimesAsync(Factor, false);
        Task<long> Tens() => TimesAsync(1, true);
        async Task<long> TimesAsync(int times, bool isLarge)
        {
            for (var i = 0; i < times; i++)
                await run(isLarge);
            return 1;
        }

        await Ones();
        await Tens();
        var (ones, tens) = (new List<Slice>(), new List<Slice>());
        var rounds = Math.Max(3, (int)(5 * context.Scale) | 1);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            ones.Add(await Slice.MeasureAsync(Ones));
            GC.Collect();
            tens.Add(await Slice.MeasureAsync(Tens));
        }

        Report("time", "ms", (slice, runs) => (slice.Elapsed - (runs * waits)).TotalMilliseconds);
        Report("CPU", "ms", (slice, _) => slice.Cpu.TotalMilliseconds);
        Report("allocated", "MB", (slice, _) => slice.AllocatedBytes / 1024.0 / 1024.0);

        void Report(string measure, string unit, Func<Slice, int, double> value) => context.Report(
            $"{small * Factor:N0} {name}, {measure}",
            Spread.Of(tens.Select(slice => value(slice, 1))),
            unit,
            Spread.Of(ones.Select(slice => value(slice, Factor))).Median,
            Target.AtMostOfLimit(MostOfLinear));
    }

    private static async Task RunAsync(EngineHost engine, FinishWatch watch, Shape shape, bool isLarge, CancellationToken cancellationToken)
    {
        var input = new Dictionary<string, object?> { ["text"] = shape.Text?.Invoke(isLarge ? shape.Small * Factor : shape.Small) ?? "" };
        var started = await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = isLarge ? "large" : "small", Input = input }, cancellationToken);
        if (shape.NeedsEvent)
            await engine.Runtime.DispatchAsync(new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf(Samples.Event), WorkflowInstanceId = started.InstanceId }, cancellationToken);
        await watch.FinishedAsync(started.InstanceId!).WaitAsync(TimeSpan.FromMinutes(10), cancellationToken);
    }

    private static async Task PublishAsync(EngineHost engine, string json, CancellationToken cancellationToken)
    {
        var result = await engine.Services.GetRequiredService<IDefinitionService>().SaveAsync((JsonObject)PlainJson.ParseNode(json)!, new SaveDefinition { Publish = true }, cancellationToken);
        if (!result.Succeeded)
            throw new InvalidOperationException($"The definition cannot be published: {string.Join(" ", result.Faults.Take(3))}");
    }
}
