using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>
/// Takes datagrams in batches: stores them, dispatches them, answers informs, writes outcomes. A batch that cannot be stored is held and tried again while the queue
/// fills up behind it; a stored trap that cannot be dispatched stays pending and is tried again, after a restart too.
/// </summary>
internal sealed partial class TrapProcessor(
    TrapStore store, TrapDispatcher dispatcher, IIdGenerator ids, TimeProvider time, IOptions<SnmpTrapOptions> options, ILogger<TrapProcessor> logger)
{
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(60);

    private readonly SnmpTrapOptions _options = options.Value;
    private TimeSpan _retryDelay = options.Value.RetryDelay;
    private bool _mayHavePending = true;
    private int _addedSinceTrim;

    /// <summary>Works until the queue is completed and empty, or until cancelled. <paramref name="answer"/> takes the stored inform that may be answered.</summary>
    public async Task RunAsync(ChannelReader<ReceivedDatagram> queue, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        await DispatchPendingAsync(cancellationToken);
        while (await WaitForWorkAsync(queue, cancellationToken))
        {
            var batch = Take(queue);
            if (batch.Count > 0)
                await HandleAsync(batch, answer, cancellationToken);
            else
                await DispatchPendingAsync(cancellationToken);
        }
    }

    /// <summary>True: a datagram is there, or it is time to try pending traps again. False: the queue is complete.</summary>
    private async Task<bool> WaitForWorkAsync(ChannelReader<ReceivedDatagram> queue, CancellationToken cancellationToken)
    {
        var more = queue.WaitToReadAsync(cancellationToken).AsTask();
        if (!_mayHavePending || more.IsCompleted)
            return await more;
        using var stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(more, Task.Delay(_retryDelay, time, stopWaiting.Token));
        await stopWaiting.CancelAsync();
        return first != more || await more;
    }

    private List<StoredTrap> Take(ChannelReader<ReceivedDatagram> queue)
    {
        var batch = new List<StoredTrap>();
        while (batch.Count < _options.BatchSize && queue.TryRead(out var datagram))
        {
            batch.Add(new StoredTrap
            {
                Id = ids.NewId(),
                ReceivedAt = datagram.ReceivedAt,
                Source = datagram.Source,
                Digest = TrapDigest.Of(datagram.Source.Address, datagram.Bytes),
                Datagram = datagram.Bytes.ToArray(),
            });
            ArrayPool<byte>.Shared.Return(datagram.Buffer);
        }

        return batch;
    }

    private async Task HandleAsync(List<StoredTrap> batch, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(batch, cancellationToken);
        var settled = await DispatchAsync([.. stored.Where(trap => trap.Outcome == TrapOutcome.Pending)], answer, cancellationToken);
        foreach (var duplicate in stored.Where(trap => trap.Outcome == TrapOutcome.Duplicate))
        {
            // A re-send is answered only when what it repeats is safe: the sender asks again otherwise.
            if (duplicate.OriginalIsSettled || settled.Contains(duplicate.Digest))
                answer(duplicate);
        }

        await TrimAsync(stored.Count, cancellationToken);
    }

    private async Task<IReadOnlyList<StoredTrap>> StoreAsync(List<StoredTrap> batch, CancellationToken cancellationToken)
    {
        for (var delay = _options.RetryDelay; ; delay = Longer(delay))
        {
            try
            {
                return await store.AddAsync(batch, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogStoreFailed(logger, exception, batch.Count, delay);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task DispatchPendingAsync(CancellationToken cancellationToken)
    {
        _mayHavePending = true;
        try
        {
            var pending = await store.FindPendingAsync(_options.BatchSize, cancellationToken);
            if (pending.Count > 0)
                LogPending(logger, pending.Count);
            await DispatchAsync(pending, _ => { }, cancellationToken);
            _mayHavePending = pending.Count > 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _retryDelay = Longer(_retryDelay);
            LogPendingFailed(logger, exception, _retryDelay);
        }
    }

    /// <summary>Dispatches traps, those of one alert in their order, and writes what became of them. Gives the digests of those that are dispatched.</summary>
    private async Task<HashSet<string>> DispatchAsync(IReadOnlyList<StoredTrap> traps, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        if (traps.Count == 0)
            return [];
        var results = new System.Collections.Concurrent.ConcurrentBag<StoredTrap>();
        var groups = traps.Select(stored => (Stored: stored, Trap: stored.ToTrap())).GroupBy(pair => pair.Trap?.Vrops?.AlertId ?? pair.Stored.Id);
        await Parallel.ForEachAsync(
            groups,
            new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentDispatches, CancellationToken = cancellationToken },
            async (group, token) =>
            {
                foreach (var (stored, trap) in group)
                {
                    var result = await dispatcher.DispatchAsync(stored, trap, token);
                    results.Add(result);
                    if (result.Outcome != TrapOutcome.Pending)
                        answer(result);
                }
            });
        await SaveAsync(results, cancellationToken);
        return [.. results.Where(result => result.Outcome != TrapOutcome.Pending).Select(result => result.Digest)];
    }

    private async Task SaveAsync(IReadOnlyCollection<StoredTrap> results, CancellationToken cancellationToken)
    {
        var failed = results.Any(result => result.Outcome == TrapOutcome.Pending);
        try
        {
            await store.SaveOutcomesAsync(results, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The traps stay pending; dispatching them again does nothing but tell the outcome again.
            LogSaveFailed(logger, exception, results.Count);
            failed = true;
        }

        _mayHavePending |= failed;
        _retryDelay = failed ? Longer(_retryDelay) : _options.RetryDelay;
    }

    private async Task TrimAsync(int added, CancellationToken cancellationToken)
    {
        _addedSinceTrim += added;
        if (_addedSinceTrim < Math.Clamp(_options.KeepLast / 10, 1, 1_000))
            return;
        _addedSinceTrim = 0;
        try
        {
            await store.TrimAsync(_options.KeepLast, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogTrimFailed(logger, exception);
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestRetryDelay ? delay * 2 : LongestRetryDelay;
}
