using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>Start, wait for an event, resume, finish: two commits.</summary>
internal sealed class SuspendDurable : IBenchmark
{
    public string Name => "engine-suspend";

    public string Description => "Suspend on an event, resume, finish; 64 callers, against the raw batched writer of one commit";

    public IReadOnlyList<string> Needs => ["postgres"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        foreach (var database in Stage.Databases)
        {
            await using var stage = await Stage.OpenAsync(database, context, cancellationToken);
            var ours = new Contender("engine", time => Callers.RunAsync(64, time, () => RunAsync(stage.Engine)));
            var raw = new Contender("raw", time => Callers.RunAsync(64, time, stage.Raw.WriteAsync));

            var slices = await Contender.RunAsync([ours, raw], ShortDurable.WarmUp, context.Seconds(1), 7);

            var limit = Spread.Of(slices[1].Select(s => s.PerSecond)).Median;
            context.Report($"suspend and resume, 64 callers, {database}", Spread.Of(slices[0].Select(s => s.PerSecond)), "/s", limit, Target.AtLeastOfLimit(0.4));
            context.Report($"suspend and resume, 64 callers, {database}, CPU", Spread.Of(slices[0].Select(s => s.CpuMicrosecondsPerUnit / 1000)), "ms");
            context.Report($"suspend and resume, 64 callers, {database}, allocated", Spread.Of(slices[0].Select(s => s.AllocatedKilobytesPerUnit)), "KB");
        }
    }

    private static async ValueTask RunAsync(EngineHost engine)
    {
        var started = await engine.Runtime.RunAsync(new StartWorkflow { DefinitionId = Samples.Suspend }, CancellationToken.None);
        var result = await engine.Runtime.DispatchAsync(
            new Stimulus { Name = Orchestrator.Core.Activities.Event.Stimulus, Payload = Orchestrator.Core.Activities.Event.PayloadOf(Samples.Event), WorkflowInstanceId = started.InstanceId },
            CancellationToken.None);
        if (result.Resumed.Count != 1)
            throw new InvalidOperationException($"Instance {started.InstanceId} was not resumed.");
    }
}
