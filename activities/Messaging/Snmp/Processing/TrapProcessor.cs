using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>
/// Takes traps from the spool in batches: folds what repeats, stores the rest, dispatches it, answers informs, writes outcomes, settles the spool. A batch that cannot be stored is
/// held and tried again while the spool grows behind it; a stored trap that cannot be dispatched stays pending and is tried again, after a restart too.
/// </summary>
internal sealed partial class TrapProcessor(
    TrapStore store,
    AlertStore alertStore,
    TrapDispatcher dispatcher,
    TrapRules rules,
    SnmpNameTable names,
    SnmpStatistics statistics,
    TimeProvider time,
    IOptions<SnmpTrapOptions> options,
    ILogger<TrapProcessor> logger)
{
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAtAlerts = TimeSpan.FromSeconds(1);

    private readonly SnmpTrapOptions _options = options.Value;
    private readonly StormFilter _storms = new(options.Value.QuietTime, options.Value.MaxHold, options.Value.MaxAlerts);
    private TimeSpan _retryDelay = options.Value.RetryDelay;
    private long _retryAt;
    private volatile bool _mayHavePending = true;
    private int _addedSinceTrim;

    /// <summary>Looks for pending traps at the next turn, because one was made pending again.</summary>
    public void LookForPending()
    {
        _retryAt = 0;
        _mayHavePending = true;
    }

    /// <summary>Works until <paramref name="isStopping"/> and the spool is empty, or until cancelled. <paramref name="answer"/> takes the stored inform that may be answered.</summary>
    public async Task RunAsync(TrapSpool spool, Action<StoredTrap> answer, Func<bool> isStopping, CancellationToken cancellationToken)
    {
        await RestoreAsync(cancellationToken);
        await DispatchPendingAsync(cancellationToken);
        while (true)
        {
            var batch = spool.Read(_options.BatchSize);
            if (batch.Count > 0)
            {
                await HandleAsync(batch, answer, cancellationToken);
                spool.Settle();
            }
            else if (isStopping())
            {
                return;
            }
            else if (_mayHavePending && time.GetElapsedTime(_retryAt) >= _retryDelay)
            {
                await DispatchPendingAsync(cancellationToken);
            }
            else if (!await ReleaseAsync(answer, cancellationToken))
            {
                await WaitAsync(spool, cancellationToken);
            }
        }
    }

    private async Task WaitAsync(TrapSpool spool, CancellationToken cancellationToken)
    {
        var isUrgent = _mayHavePending || _storms.Count > 0;
        if (!isUrgent)
        {
            await spool.WaitAsync(cancellationToken);
            return;
        }

        using var timeout = new CancellationTokenSource(_mayHavePending && _retryDelay < LookAtAlerts ? _retryDelay : LookAtAlerts, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await spool.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look at pending traps and quiet alerts.
        }
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        for (var delay = _options.RetryDelay; ; delay = Longer(delay))
        {
            try
            {
                _storms.Restore(await alertStore.FindOpenAsync(time.GetUtcNow(), cancellationToken));
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogPendingFailed(logger, exception, delay);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task HandleAsync(List<SpooledTrap> batch, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        var fresh = new List<StoredTrap>();
        var folded = new List<SpooledTrap>();
        foreach (var trap in batch)
        {
            if (ShouldDeliver(trap))
                fresh.Add(StoredTrap.Of(trap));
            else
                folded.Add(trap);
        }

        statistics.CountCollapsed(folded.Count);
        await StoreAndDispatchAsync(fresh, answer, cancellationToken);
        foreach (var trap in folded)
            answer(new StoredTrap { Id = trap.Id, ReceivedAt = trap.ReceivedAt, Source = trap.Source, Digest = "", Datagram = trap.Datagram, IsRecovered = trap.IsRecovered });
    }

    private bool ShouldDeliver(SpooledTrap trap)
    {
        if (SnmpMessage.TryReadStored(trap.Datagram, out var message) != SnmpRefusal.None)
            return true;
        var trapOid = TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]);
        var rule = rules.Current.Find(message, trapOid, trap.Source.Address);
        return AlertIdentity.Of(message, trapOid, trap.Source.Address, rule) is not { } identity || _storms.ShouldDeliver(trap, identity);
    }

    /// <summary>Delivers the last words of alerts that have become quiet; false when there are none.</summary>
    private async Task<bool> ReleaseAsync(Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        var released = _storms.Release(time.GetUtcNow());
        if (released.Count == 0)
            return false;
        await StoreAndDispatchAsync([.. released.Select(pair => StoredTrap.Of(pair.Trap) with { IsRecovered = true })], answer, cancellationToken);
        return true;
    }

    private async Task StoreAndDispatchAsync(List<StoredTrap> traps, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(traps, cancellationToken);
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
        var alerts = _storms.Changed();
        if (batch.Count == 0 && alerts.Count == 0)
            return [];
        for (var delay = _options.RetryDelay; ; delay = Longer(delay))
        {
            try
            {
                var stored = await store.AddAsync(batch, alerts, cancellationToken);
                _storms.Written();
                return stored;
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
        _mayHavePending = false;
        _retryAt = time.GetTimestamp();
        try
        {
            var pending = await store.FindPendingAsync(_options.BatchSize, cancellationToken);
            if (pending.Count > 0)
                LogPending(logger, pending.Count);
            await DispatchAsync(pending, _ => { }, cancellationToken);
            _mayHavePending |= pending.Count > 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _mayHavePending = true;
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
        var groups = traps.Select(stored => (Stored: stored, Trap: stored.ToTrap(names))).GroupBy(pair => pair.Trap?.Vrops?.AlertId ?? pair.Stored.Id);
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
            await alertStore.TrimAsync(_options.KeepLast, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogTrimFailed(logger, exception);
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestRetryDelay ? delay * 2 : LongestRetryDelay;
}
