using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;

namespace Orchestrator.Runtime.Outbox;

/// <summary>
/// Sends committed messages: at once after their commit, and again with back-off until the handler takes them. What a process leaves behind is sent after the next start.
/// </summary>
/// <remarks>A lane holds 10,000 messages; what does not fit is found in the table by the next sweep.</remarks>
internal sealed partial class OutboxPump(IWorkflowStore store, IServiceProvider services, RuntimeGate gate, TimeProvider timeProvider, RuntimeInstruments instruments, ILogger<OutboxPump> logger) : BackgroundService
{
    private const int LaneSize = 10_000;
    private const int Workers = 8;
    private const int SweepBatch = 500;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly Channel<OutboxRow> shared = Channel.CreateBounded<OutboxRow>(LaneSize);
    private readonly Channel<string> sent = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> inFlight = new(StringComparer.Ordinal);

    /// <summary>Handlers use the runtime, which uses this pump: they are made when they are first needed.</summary>
    private readonly Lazy<OutboxLanes> lanes = new(() => new OutboxLanes(services.GetServices<IOutboxHandler>(), LaneSize));

    /// <summary>Takes messages whose commit is durable.</summary>
    public void Enqueue(IReadOnlyList<OutboxRow> rows)
    {
        foreach (var row in rows)
        {
            if (inFlight.TryAdd(row.Id, true) && !(lanes.Value.Of(row.Kind) ?? shared).Writer.TryWrite(row))
                inFlight.TryRemove(row.Id, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        var work = lanes.Value.Own.Append((Queue: shared, Workers)).SelectMany(lane => Enumerable.Range(0, lane.Workers).Select(_ => WorkAsync(lane.Queue, stoppingToken)));
        await Task.WhenAll([.. work, DeleteSentAsync(stoppingToken), SweepAsync(stoppingToken)]);
    }

    private async Task WorkAsync(Channel<OutboxRow> lane, CancellationToken stoppingToken)
    {
        await foreach (var row in lane.Reader.ReadAllAsync(stoppingToken))
            await SendAsync(row, stoppingToken);
    }

    private async Task SendAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        try
        {
            var handler = lanes.Value.HandlerOf(row.Kind)
                ?? throw new InvalidOperationException($"No handler sends messages of kind '{row.Kind}'; the part that does may be switched off.");
            var (payload, traceParent) = TracedPayload.Read(row.Payload);
            using (RuntimeTrace.Send(row.Kind, row.Id, traceParent))
                await handler.SendAsync(row.Id, payload, stoppingToken);
            instruments.Sent(row.Kind);
            sent.Writer.TryWrite(row.Id);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            inFlight.TryRemove(row.Id, out _); // Sent after the next start.
        }
        catch (IntakeSuspendedException)
        {
            await DelayAsync(row with { Attempts = 0 }, "Intake is suspended.", stoppingToken);
        }
        catch (Exception e)
        {
            instruments.NotSent(row.Kind);
            LogSendFailed(logger, e, row.Id, row.Kind, row.Attempts + 1);
            await DelayAsync(row, e.Message, stoppingToken);
        }
    }

    private async Task DelayAsync(OutboxRow row, string error, CancellationToken stoppingToken)
    {
        try
        {
            var backOff = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, Math.Min(row.Attempts, 12))));
            await store.DelayOutboxAsync(row.Id, timeProvider.GetUtcNow() + backOff, error, stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStoreFailed(logger, e);
        }
        finally
        {
            inFlight.TryRemove(row.Id, out _);
        }
    }

    private async Task DeleteSentAsync(CancellationToken stoppingToken)
    {
        var batch = new List<string>();
        while (await sent.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < SweepBatch && sent.Reader.TryRead(out var id))
                batch.Add(id);
            try
            {
                await store.DeleteOutboxAsync(batch, stoppingToken);
                foreach (var id in batch)
                    inFlight.TryRemove(id, out _);
                batch.Clear();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogStoreFailed(logger, e);
                await Task.Delay(SweepInterval, timeProvider, stoppingToken);
                sent.Writer.TryWrite(batch[^1]);
                batch.RemoveAt(batch.Count - 1);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, timeProvider);
        do
        {
            try
            {
                Enqueue(await store.FindOutboxAsync(timeProvider.GetUtcNow(), SweepBatch + inFlight.Count, stoppingToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogStoreFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2021, LogLevel.Warning, "Message {MessageId} of kind {Kind} could not be sent (attempt {Attempt}); trying again later.")]
    private static partial void LogSendFailed(ILogger logger, Exception exception, string messageId, string kind, int attempt);

    [LoggerMessage(2022, LogLevel.Error, "The outbox could not be read or written; trying again.")]
    private static partial void LogStoreFailed(ILogger logger, Exception exception);
}
