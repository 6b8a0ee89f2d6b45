using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core;

/// <summary>Runs definitions in memory.</summary>
internal sealed class EngineHarness : IDisposable
{
    private readonly ServiceProvider services;

    public EngineHarness(Action<IServiceCollection>? configure = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddActivitiesFrom<EngineHarness>();
        configure?.Invoke(collection);
        collection.AddOrchestratorCore();
        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public WorkflowRunner Runner => services.GetRequiredService<WorkflowRunner>();

    public (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) Read(string json) =>
        services.GetRequiredService<DefinitionReader>().Read((JsonObject)JsonNode.Parse(json)!);

    /// <summary>Reads a definition that must have no faults.</summary>
    public WorkflowGraph Graph(string json)
    {
        var (graph, faults) = Read(json);
        Assert.Empty(faults);
        return graph!;
    }

    public async Task<WorkflowRun> RunAsync(string json, Dictionary<string, object?>? input = null)
    {
        var run = Runner.Create(Graph(json));
        foreach (var (key, value) in input ?? [])
            run.Input[key] = value;
        await Runner.RunAsync(run);
        return run;
    }

    /// <summary>Stores the state of a run and makes a new run from it.</summary>
    public WorkflowRun Reload(WorkflowRun run) => Runner.Restore(WorkflowStateJson.Read(WorkflowStateJson.Write(WorkflowRunner.Extract(run))), run.Graph);

    public static IReadOnlyList<string> Lines(WorkflowRun run) => [.. run.Changes.Journal.Where(j => j.EventName == "Line").Select(j => j.Message!)];

    public void Dispose() => services.Dispose();
}
