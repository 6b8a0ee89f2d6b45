using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Core;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>The bare runner, nothing saved.</summary>
internal sealed class ShortInMemory : IBenchmark
{
    public string Name => "engine-memory";

    public string Description => "Short workflow (set variable, if, set variable) in memory, one caller";

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddOrchestratorCore().BuildServiceProvider();
        var runner = services.GetRequiredService<WorkflowRunner>();
        var graph = services.GetRequiredService<DefinitionReader>().Read((JsonObject)JsonNode.Parse(Samples.ShortJson)!).Graph!;
        var ours = new Contender("runner", async time => await Callers.RunAsync(1, time, async () => await runner.RunAsync(runner.Create(graph))));

        var slices = (await Contender.RunAsync([ours], context.Seconds(4), context.Seconds(0.7), 7))[0];

        context.Report("short workflow in memory", Spread.Of(slices.Select(s => s.PerSecond)), "/s");
        context.Report("short workflow in memory, CPU", Spread.Of(slices.Select(s => s.CpuMicrosecondsPerUnit)), "µs", target: Target.AtMost(15));
        context.Report("short workflow in memory, allocated", Spread.Of(slices.Select(s => s.AllocatedKilobytesPerUnit)), "KB", target: Target.AtMost(8));
    }
}
