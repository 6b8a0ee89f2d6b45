using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;
using Orchestrator.Tests.Torture.Faults;
using Orchestrator.Tests.Torture.Memory;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.TortureTests;

/// <summary>One life of the runtime over a database that outlives it. All its loops run on the scheduler of whoever starts it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private static readonly MethodInfo s_execute = typeof(BackgroundService).GetMethod("ExecuteAsync", BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly string[] s_loops = ["Orchestrator.Runtime.Execution", "Orchestrator.Runtime.Scheduling", "Orchestrator.Runtime.Outbox"];
    private readonly IHost host;
    private readonly FaultPlan plan;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];

    private EngineProcess(IHost host, FaultPlan plan) => (this.host, this.plan) = (host, plan);

    public bool IsDead => plan.IsDead;

    public static async Task<EngineProcess> StartAsync(MemoryDatabase database, World world, FakeTimeProvider time, FaultPlan plan, IReadOnlyList<string> definitions)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(world).AddSingleton(plan).AddActivitiesFrom<Touch>().AddMemoryStores(database);
        builder.Services.AddSingleton<IWorkflowStore>(new FaultingWorkflowStore(new MemoryWorkflowStore(database), plan));
        builder.Services.AddOrchestratorRuntime();
        foreach (var store in typeof(IWorkflowStore).Assembly.GetTypes().Where(t => t.IsInterface && t.Name.EndsWith("Store", StringComparison.Ordinal)))
            builder.Services.TryAddSingleton(store, _ => Unused.Of(store));
        foreach (var other in builder.Services.Where(d => d.ServiceType == typeof(IHostedService) && d.ImplementationType is { } type && !s_loops.Contains(type.Namespace)).ToList())
            builder.Services.Remove(other);
        var process = new EngineProcess(builder.Build(), plan);
        await process.host.Services.GetRequiredService<RuntimeStarter>().StartAsync(definitions.Select((json, i) => ($"{i}.json", json)), CancellationToken.None);
        foreach (var service in process.host.Services.GetServices<IHostedService>().OfType<BackgroundService>())
            process.loops.Add(Task.Factory.StartNew(() => (Task)s_execute.Invoke(service, [process.stop.Token])!, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current).Unwrap());
        return process;
    }

    /// <summary>Publishes an event as a source does that knows nothing until it gets an answer; false: no answer, or nobody took it.</summary>
    public async Task<bool> SendAsync(string name, string key)
    {
        try
        {
            var result = await host.Services.GetRequiredService<IWorkflowRuntime>().DispatchAsync(
                new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf(name), IdempotencyKey = key }, CancellationToken.None);
            return result.Matched;
        }
        catch (Exception e) when (e is StoreAwayException or ProcessDiedException or InvalidOperationException)
        {
            return false;
        }
    }

    public async Task<bool> RetryAsync(string instanceId) => await host.Services.GetRequiredService<IWorkflowRuntime>().RetryAsync(instanceId, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await stop.CancelAsync();
        foreach (var loop in loops)
        {
            try
            {
                await loop;
            }
            catch (Exception e) when (e is OperationCanceledException or ProcessDiedException or StoreAwayException)
            {
                // It ended as its process did.
            }
        }

        await ((IAsyncDisposable)host).DisposeAsync();
        stop.Dispose();
    }
}
