using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime;

/// <summary>
/// Keeps events that nobody waits for yet, durably, and offers them again every second until a bookmark takes them or their time is over. So an event that comes a moment
/// before the wait for it is not lost.
/// </summary>
/// <remarks>Nodes of one database all look: a bookmark takes an event once, whoever offers it. 1,000 events are kept; what comes beyond that is told in the log and dropped.</remarks>
internal sealed partial class StimulusQueue(
    IDocumentStore documents, IServiceProvider services, IIdGenerator ids, RuntimeGate gate, TimeProvider timeProvider, ILogger<StimulusQueue> logger) : BackgroundService
{
    private const string Collection = "queued-stimuli";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int Capacity = 1000;

    private volatile bool mayHaveItems = true;
    private int count;

    public async ValueTask AddAsync(Stimulus stimulus, TimeSpan keep, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref count) > Capacity)
        {
            LogFull(logger, stimulus.Name);
            return;
        }

        var id = stimulus.IdempotencyKey is { } key ? StimulusHash.OfJson(key, null) : ids.NewId();
        var item = new QueuedStimulus
        {
            Name = stimulus.Name,
            Payload = PlainValue.From(stimulus.Payload),
            Input = stimulus.Input.ToDictionary(p => p.Key, p => PlainValue.From(p.Value)),
            IdempotencyKey = stimulus.IdempotencyKey ?? $"queued:{id}",
            Tenant = stimulus.Tenant,
            CorrelationId = stimulus.CorrelationId,
            WorkflowInstanceId = stimulus.WorkflowInstanceId,
            ExpiresAt = timeProvider.GetUtcNow() + keep,
        };

        // The same event that is sent again is the same entry.
        await documents.SaveAsync(Collection, stimulus.Tenant ?? "", id, item, expectedRevision: null, cancellationToken);
        mayHaveItems = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!mayHaveItems)
                continue;
            try
            {
                mayHaveItems = false;
                if (await OfferAsync(stoppingToken))
                    mayHaveItems = true;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                mayHaveItems = true;
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Offers all that is queued; true when something is left.</summary>
    private async ValueTask<bool> OfferAsync(CancellationToken stoppingToken)
    {
        var left = 0;
        foreach (var document in await documents.ListAsync<QueuedStimulus>(Collection, tenant: null, stoppingToken))
        {
            var result = await services.GetRequiredService<IWorkflowRuntime>().DispatchAsync(document.Value.ToStimulus(), stoppingToken);
            if (result.Matched || document.Value.ExpiresAt <= timeProvider.GetUtcNow())
                await documents.DeleteAsync(Collection, document.Tenant, document.Id, stoppingToken);
            else
                left++;
        }

        Interlocked.Exchange(ref count, left);
        return left > 0;
    }

    [LoggerMessage(2132, LogLevel.Warning, "Stimulus {Name} is dropped: nothing waits for it, and as many as can be kept wait for their bookmarks.")]
    private static partial void LogFull(ILogger logger, string name);

    [LoggerMessage(2131, LogLevel.Error, "Queued events could not be offered; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
