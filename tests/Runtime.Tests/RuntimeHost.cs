using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime;

/// <summary>The real runtime over SQLite in a folder that outlives it, so that a test can restart it.</summary>
internal sealed class RuntimeHost : IAsyncDisposable
{
    private readonly IHost host;

    private RuntimeHost(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IWorkflowRuntime Runtime => host.Services.GetRequiredService<IWorkflowRuntime>();

    public IWorkflowStore Store => host.Services.GetRequiredService<IWorkflowStore>();

    public IDefinitionService Definitions => host.Services.GetRequiredService<IDefinitionService>();

    public IUserTasks Tasks => host.Services.GetRequiredService<IUserTasks>();

    /// <summary>Waits until an instance has a task that satisfies a condition.</summary>
    public async Task<UserTask> TaskOfAsync(string instanceId, Func<UserTask, bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var store = host.Services.GetRequiredService<IUserTaskStore>();
        do
        {
            if ((await store.ListAsync(new UserTaskFilter { InstanceId = instanceId }, timeout.Token)).Items.FirstOrDefault(condition) is { } task)
                return task;
        }
        while (await tick.WaitForNextTickAsync(timeout.Token));
        throw new TimeoutException($"Instance {instanceId} was awaited to have a task.");
    }

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string awaited)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            Assert.False(timeout.IsCancellationRequested, $"It was awaited that {awaited}.");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async Task<IReadOnlyList<string>> LinesAsync(string instanceId) =>
        [.. (await Store.ListJournalAsync(instanceId, 0, 1000, CancellationToken.None)).Items.Where(j => j.EventName == "Line").Select(j => j.Message!)];

    public static async Task<RuntimeHost> StartAsync(string folder, FakeTimeProvider? time = null, Action<IServiceCollection>? configure = null, params string[] definitions)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (time is not null)
            builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddOrchestratorPersistence(o => o.SqlitePath = Path.Combine(folder, "test.db"));
        builder.Services.AddActivitiesFrom<RuntimeHost>();
        configure?.Invoke(builder.Services);
        builder.Services.AddOrchestratorRuntime();
        var host = builder.Build();
        await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await host.Services.GetRequiredService<RuntimeStarter>().StartAsync(definitions.Select((json, i) => ($"{i}.json", json)), CancellationToken.None);
        await host.StartAsync();
        return new RuntimeHost(host);
    }

    public async Task<DefinitionResult> PublishAsync(string json) =>
        await Definitions.SaveAsync((JsonObject)JsonNode.Parse(json)!, new SaveDefinition { Publish = true }, CancellationToken.None);

    /// <summary>Waits until an instance satisfies a condition.</summary>
    public async Task<InstanceSummary> WaitForAsync(string instanceId, Func<InstanceSummary, bool> condition, string awaited)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        InstanceSummary? last = null;
        try
        {
            do
            {
                last = await Store.FindSummaryAsync(instanceId, timeout.Token);
                if (last is not null && condition(last))
                    return last;
            }
            while (await tick.WaitForNextTickAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"Instance {instanceId} was awaited to be {awaited}; it is {last?.SubStatus.ToString() ?? "unknown"}.");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
