using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Workflows;

namespace Orchestrator.Testing;

/// <summary>
/// Runs workflows in memory, with virtual time, for the tests of those who write activities and workflows. The engine is the real one; what it would write into the database is
/// kept in the <see cref="TestRun"/>.
/// </summary>
/// <remarks>
/// After each burst the instance is written as JSON and read back, as over a restart, so what does not survive one is found. Locks work among the runs of one host. Other
/// workflows are not started: what would start them is in <see cref="TestRun.Sent"/>. Not thread-safe.
/// </remarks>
public sealed class WorkflowTestHost : IDisposable
{
    private readonly ServiceProvider services;

    /// <param name="configure">Adds activities (<c>AddActivitiesFrom&lt;T&gt;()</c>) and the services that they need; fakes may replace any of the engine's own.</param>
    public WorkflowTestHost(Action<IServiceCollection>? configure = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton<IRandomSource, EvenRandom>();
        collection.AddSingleton<ILockStore, MemoryLockStore>();
        configure?.Invoke(collection);
        collection.AddOrchestratorCore();
        collection.AddActivitiesFrom<UserInteraction>();
        services = collection.BuildServiceProvider();
    }

    /// <summary>The time that workflows see. Begins on 1 January 2030, 00:00 UTC; <see cref="TestRun.AdvanceAsync"/> moves it.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => services;

    /// <summary>The activity types that are known, as the designer's toolbox shows them.</summary>
    public IActivityRegistry Activities => services.GetRequiredService<IActivityRegistry>();

    internal WorkflowRunner Runner => services.GetRequiredService<WorkflowRunner>();

    /// <summary>Runs one activity as the root of a workflow, until it ends or waits.</summary>
    public Task<TestRun> RunAsync(IActivity activity, IReadOnlyDictionary<string, object?>? input = null, string tenant = "") =>
        RunAsync(new SingleActivity(activity), input, tenant);

    /// <summary>Runs a workflow that is written in code.</summary>
    public Task<TestRun> RunAsync<TWorkflow>(IReadOnlyDictionary<string, object?>? input = null, string tenant = "") where TWorkflow : class, IWorkflow =>
        RunAsync(ActivatorUtilities.CreateInstance<TWorkflow>(services), input, tenant);

    /// <summary>Runs a workflow that is written in code. Faults of the workflow are thrown, all at once.</summary>
    public async Task<TestRun> RunAsync(IWorkflow workflow, IReadOnlyDictionary<string, object?>? input = null, string tenant = "")
    {
        var built = await services.GetRequiredService<CodeWorkflowReader>().ReadAsync(workflow, workflow.GetType().Name, CancellationToken.None);
        return await StartAsync(built.Graph, built.Faults, input, tenant);
    }

    /// <summary>Runs a definition in Elsa 3 JSON. Faults of the definition are thrown, all at once.</summary>
    public Task<TestRun> RunJsonAsync(string json, IReadOnlyDictionary<string, object?>? input = null, string tenant = "")
    {
        var model = PlainJson.ParseNode(json) as JsonObject ?? throw new ArgumentException("A definition is a JSON object.", nameof(json));
        var (graph, faults) = services.GetRequiredService<DefinitionReader>().Read(model);
        return StartAsync(graph, faults, input, tenant);
    }

    public void Dispose() => services.Dispose();

    private async Task<TestRun> StartAsync(WorkflowGraph? graph, IReadOnlyList<DefinitionFault> faults, IReadOnlyDictionary<string, object?>? input, string tenant)
    {
        if (graph is null || faults.Count > 0)
            throw new ArgumentException($"The workflow has faults: {string.Join(" ", faults)}");
        var run = Runner.Create(graph);
        run.Tenant = tenant;
        foreach (var (name, value) in input ?? new Dictionary<string, object?>())
            run.Input[name] = PlainValue.From(value);
        var test = new TestRun(this, run);
        await test.BurstAsync();
        return test;
    }
}
