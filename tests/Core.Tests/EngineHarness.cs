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

    /// <summary>Reads a definition that uses the given workflows as activities.</summary>
    public (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) Read(string json, params string[] workflows)
    {
        var model = (JsonObject)PlainJson.ParseNode(json)!;
        var usable = workflows.Select(text => UsableWorkflow.Read((JsonObject)PlainJson.ParseNode(text)!)!).ToList();
        var library = new WorkflowActivityLibrary();
        foreach (var reference in usable.Select(w => w.Json).Append(model).SelectMany(w => Activities(w["root"])))
        {
            if (usable.Find(w => w.TypeName == WorkflowActivityLibrary.TypeOf(reference)) is { } workflow)
                library.Add(reference, workflow, isPinned: false);
        }

        return services.GetRequiredService<DefinitionReader>().Read(model, library);
    }

    private static IEnumerable<JsonObject> Activities(JsonNode? node) => node switch
    {
        JsonObject json => json.Select(p => p.Value).SelectMany(Activities).Prepend(json),
        JsonArray array => array.SelectMany(Activities),
        _ => [],
    };

    /// <summary>Reads a definition that must have no faults.</summary>
    public WorkflowGraph Graph(string json, params string[] workflows)
    {
        var (graph, faults) = Read(json, workflows);
        Assert.Empty(faults);
        return graph!;
    }

    public Task<WorkflowRun> RunAsync(string json, Dictionary<string, object?>? input = null) => RunAsync(Graph(json), input);

    public async Task<WorkflowRun> RunAsync(WorkflowGraph graph, Dictionary<string, object?>? input = null)
    {
        var run = Runner.Create(graph);
        foreach (var (key, value) in input ?? [])
            run.Input[key] = value;
        await Runner.RunAsync(run);
        return run;
    }

    /// <summary>Resumes the bookmark of an activity.</summary>
    public async Task ResumeAsync(WorkflowRun run, string activityId, Dictionary<string, object?>? stimulus = null)
    {
        Assert.True(Runner.Resume(run, run.Bookmarks.Values.First(b => b.ActivityId == activityId).Id, stimulus), $"Nothing waits at {activityId}.");
        await Runner.RunAsync(run);
    }

    /// <summary>Stores the state of a run and makes a new run from it.</summary>
    public WorkflowRun Reload(WorkflowRun run) => Runner.Restore(StateCodec.Read(StateCodec.Write(WorkflowRunner.Extract(run))), run.Graph);

    /// <summary>Ids of the activities that have completed, in order.</summary>
    public static IReadOnlyList<string> Completed(WorkflowRun run) => [.. run.Changes.Journal.Where(j => j.EventName == "Completed").Select(j => j.Node!.Activity.Id)];

    public static IReadOnlyList<string> Lines(WorkflowRun run) => [.. run.Changes.Journal.Where(j => j.EventName == "Line").Select(j => j.Message!)];

    public void Dispose() => services.Dispose();
}
