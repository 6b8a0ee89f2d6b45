using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Workflows;

namespace Orchestrator.Benchmarks.Engine.Growing;

/// <summary>What ten times the work costs, durable on SQLite. The limit of a figure is ten times the cost of the smaller size, so that a ratio of 1 is linear.</summary>
internal sealed class Growth : IBenchmark
{
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
            await PublishAsync(engine, shape.Definition("large", shape.Small * 10), cancellationToken);
            await MeasureAsync(shape.Name, shape.Small, shape.Waits, isLarge => RunAsync(engine, watch, shape, isLarge, cancellationToken), context);
        }

        var number = 0;
        await MeasureAsync("nodes of a flowchart, imported and published", 1_000, TimeSpan.Zero, isLarge => PublishAsync(engine, Shapes.Chain($"chain-{number++}", isLarge ? 10_000 : 1_000), cancellationToken), context);
    }

    private static async Task MeasureAsync(string name, int small, TimeSpan waits, Func<bool, Task> run, BenchmarkContext context)
    {
        Task<long> Ones() => OnceAsync(false);
        Task<long> Tens() => OnceAsync(true);
        async Task<long> OnceAsync(bool isLarge)
        {
            await run(isLarge);
            return 1;
        }

        for (var i = 0; i < 3; i++)
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

        Report("time", "ms", slice => (slice.Elapsed - waits).TotalMilliseconds);
        Report("CPU", "ms", slice => slice.Cpu.TotalMilliseconds);
        Report("allocated", "MB", slice => slice.AllocatedBytes / 1024.0 / 1024.0);

        void Report(string measure, string unit, Func<Slice, double> value) => context.Report(
            $"{small * 10:N0} {name}, {measure}", Spread.Of(tens.Select(value)), unit, 10 * Spread.Of(ones.Select(value)).Median, Target.AtMostOfLimit(MostOfLinear));
    }

    private static async Task RunAsync(EngineHost engine, FinishWatch watch, Shape shape, bool isLarge, CancellationToken cancellationToken)
    {
        var input = new Dictionary<string, object?> { ["text"] = shape.Text?.Invoke(isLarge ? shape.Small * 10 : shape.Small) ?? "" };
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
