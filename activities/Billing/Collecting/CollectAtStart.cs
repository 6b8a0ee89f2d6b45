using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Billing;

/// <summary>Starts one collection when the server is up; restarts within the same hour start none.</summary>
internal sealed partial class CollectAtStart(
    IWorkflowRuntime runtime, ICostSources sources, TimeProvider time, IOptions<BillingOptions> options, ILogger<CollectAtStart> logger) : IHostedLifecycleService
{
    private const string DefinitionId = "billing-collect";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.CollectAtStart || sources.All.Count == 0)
            return;
        var instance = await runtime.StartAsync(
            new StartWorkflow
            {
                DefinitionId = DefinitionId,
                TriggerActivityId = "hourly",
                IdempotencyKey = $"billing-start:{time.GetUtcNow():yyyy-MM-dd'T'HH}",
            },
            cancellationToken);
        if (instance is not null)
            LogStarted(instance);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
