using System.Collections.ObjectModel;
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
/// Takes traps from the spool in batches: folds what repeats, dispatches the rest, answers informs, then stores the traps with their outcomes and settles the spool, which holds them until
/// then. While a batch is dispatched the one before is stored and the next is read. A process that dies reads again what was not settled: the same trap has the same id then, and what it
/// started is there already. A trap whose dispatch fails is stored as pending and dispatched again later; a batch that cannot be stored is held while the spool grows behind it.
/// </summary>
internal sealed partial class TrapProcessor(
    TrapStore store,
    AlertStore alertStore,
    TrapClaims claims,
    TrapDispatcher dispatcher,
    TrapWaits waits,
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
    private readonly DuplicateWindow _seen = new(options.Value.DuplicateWindow, options.Value.MaxDuplicates);
    private TimeSpan _retryDelay = options.Value.RetryDelay;
    private long _retryAt;
    private volatile bool _mayHavePending = true;
    private int _addedSinceTrim;
    private (TrapBatch Batch, Task<StoredTrap[]> Work)? _dispatching;
    private Task? _storing;

    /// <summary>Looks for pending traps at the next turn, because one was made pending again.</summary>
    public void LookForPending()
    {
        _retryAt = 0;
        _mayHavePending = true;
    }

    /// <summary>Works until <paramref name="isStopping"/> and the spool is empty, or until cancelled. <paramref name="answer"/> takes the inform that may be answered.</summary>
    public async Task RunAsync(TrapSpool spool, Action<StoredTrap> answer, Func<bool> isStopping, CancellationToken cancellationToken)
    {
        await RestoreAsync(cancellationToken);
        await DispatchPendingAsync(cancellationToken);
        try
        {
            await WorkAsync(spool, answer, isStopping, cancellationToken);
        }
        finally
        {
            foreach (var work in (Task?[])[_dispatching?.Work, _storing])
            {
                if (work is not null)
                    await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(TrapSpool spool, Action<StoredTrap> answer, Func<bool> isStopping, CancellationToken cancellationToken)
    {
        while (true)
        {
            var traps = spool.Read(_options.BatchSize);
            if (traps.Count > 0)
                await AdvanceAsync(spool, await PrepareAsync(traps, spool.Position, cancellationToken), answer, cancellationToken);
            else if (_dispatching is not null || _storing is not null)
                await AdvanceAsync(spool, null, answer, cancellationToken);
            else if (isStopping())
                return;
            else if (_mayHavePending && time.GetElapsedTime(_retryAt) >= _retryDelay)
                await DispatchPendingAsync(cancellationToken);
            else if (_storms.Release(time.GetUtcNow()) is { Count: > 0 } released)
                await AdvanceAsync(spool, await PrepareAsync(released, cancellationToken), answer, cancellationToken);
            else
                await WaitAsync(spool, cancellationToken);
        }
    }

    /// <summary>Moves the batches that are at work on by one step: the one that is stored is done, the one that is dispatched is stored, and the next is dispatched.</summary>
    private async Task AdvanceAsync(TrapSpool spool, TrapBatch? next, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        if (_storing is { } storing)
            await storing;
        _storing = null;
        if (_dispatching is var (batch, work))
        {
            var results = await work;
            _dispatching = null;
            Settle(batch, results, answer);
            _storing = StoreAsync(spool, batch, results, cancellationToken);
        }

        if (next is not null)
            _dispatching = (next, DispatchAsync(next.Fresh, answer, cancellationToken));
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

    private Task RestoreAsync(CancellationToken cancellationToken) => KeepTryingAsync(
        async () =>
        {
            var now = time.GetUtcNow();
            var alerts = await alertStore.FindOpenAsync(now, cancellationToken);
            foreach (var (digest, receivedAt, trap) in await store.FindRecentAsync(now - _options.DuplicateWindow, _options.MaxDuplicates, cancellationToken))
                _seen.Remember(digest, trap, receivedAt);
            _storms.Restore(alerts);
        },
        (exception, delay) => LogPendingFailed(logger, exception, delay),
        cancellationToken);

    /// <summary>Sorts what was read from the spool; keeps at it until it is known what of it is stored or claimed already.</summary>
    private async Task<TrapBatch> PrepareAsync(List<SpooledTrap> traps, SpoolPosition end, CancellationToken cancellationToken)
    {
        var fresh = new List<StoredTrap>();
        var folded = new List<SpooledTrap>();
        foreach (var trap in traps)
        {
            if (ShouldDeliver(trap))
                fresh.Add(StoredTrap.Of(trap));
            else
                folded.Add(trap);
        }

        statistics.CountCollapsed(folded.Count);
        return await SortAsync(new TrapBatch { End = end, Fresh = fresh, Folded = folded, Alerts = _storms.TakeChanged() }, cancellationToken);
    }

    /// <summary>The last words of alerts that have become quiet.</summary>
    private Task<TrapBatch> PrepareAsync(IReadOnlyList<(SpooledTrap Trap, AlertState Alert)> released, CancellationToken cancellationToken) => SortAsync(
        new TrapBatch { Fresh = [.. released.Select(pair => StoredTrap.Of(pair.Trap) with { IsRecovered = true })], Alerts = _storms.TakeChanged() }, cancellationToken);

    private bool ShouldDeliver(SpooledTrap trap)
    {
        if (SnmpMessage.TryReadStored(trap.Datagram, out var message) != SnmpRefusal.None)
            return true;
        var trapOid = TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]);
        var rule = rules.Current.Find(message, trapOid, trap.Source.Address);
        return AlertIdentity.Of(message, trapOid, trap.Source.Address, rule) is not { } identity || _storms.ShouldDeliver(trap, identity);
    }

    /// <summary>Leaves out what an earlier run has stored, and sets aside what was sent again.</summary>
    private async Task<TrapBatch> SortAsync(TrapBatch batch, CancellationToken cancellationToken)
    {
        var sorted = batch;
        await KeepTryingAsync(
            async () =>
            {
                var recovered = batch.Fresh.Where(trap => trap.IsRecovered).Select(trap => trap.Id).ToList();
                var stored = recovered.Count > 0 ? await store.FindStoredAsync(recovered, cancellationToken) : ReadOnlySet<string>.Empty;
                var (fresh, repeated) = SetAside(batch.Fresh.Where(trap => !stored.Contains(trap.Id)));
                foreach (var (digest, original) in await claims.ClaimAsync(fresh, cancellationToken))
                {
                    var trap = fresh.Find(trap => trap.Digest == digest)!;
                    fresh.Remove(trap);
                    _seen.Remember(digest, original, trap.ReceivedAt);
                    repeated.Add((trap, original));
                }

                sorted = batch with { Fresh = fresh, Repeated = repeated };
            },
            (exception, delay) => LogStoreFailed(logger, exception, batch.Fresh.Count, delay),
            cancellationToken);
        return sorted;
    }

    private (List<StoredTrap> Fresh, List<(StoredTrap Trap, SeenTrap Original)> Repeated) SetAside(IEnumerable<StoredTrap> traps)
    {
        List<StoredTrap> fresh = [];
        List<(StoredTrap Trap, SeenTrap Original)> repeated = [];
        foreach (var trap in traps)
        {
            if (_seen.Find(trap.Digest, trap.ReceivedAt) is { } original && original.Id != trap.Id)
            {
                repeated.Add((trap, original));
                continue;
            }

            _seen.Remember(trap.Digest, new SeenTrap(trap.Id), trap.ReceivedAt);
            fresh.Add(trap);
        }

        return (fresh, repeated);
    }

    /// <summary>Dispatches traps, those of one alert in their order, and gives them with what became of them, in the order that they came in.</summary>
    private async Task<StoredTrap[]> DispatchAsync(IReadOnlyList<StoredTrap> traps, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        if (traps.Count == 0)
            return [];
        var results = new StoredTrap[traps.Count];
        var groups = traps.Select((stored, place) => (Stored: stored, Place: place, Trap: stored.ToTrap(names))).GroupBy(entry => entry.Trap?.Vrops?.AlertId ?? entry.Stored.Id);
        await waits.LookAsync(cancellationToken);
        await Parallel.ForEachAsync(
            groups,
            new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentDispatches, CancellationToken = cancellationToken },
            async (group, token) =>
            {
                foreach (var (stored, place, trap) in group)
                {
                    var result = results[place] = await dispatcher.DispatchAsync(stored, trap, token);
                    if (result.Outcome != TrapOutcome.Pending)
                        answer(result);
                }
            });
        return results;
    }

    /// <summary>Notes what has its outcome, and answers what waited for that.</summary>
    private void Settle(TrapBatch batch, StoredTrap[] results, Action<StoredTrap> answer)
    {
        Settle(results);

        // A re-send is answered only when what it repeats is safe: the sender asks again otherwise.
        foreach (var (trap, original) in batch.Repeated)
        {
            if (original.IsSettled)
                answer(trap);
        }

        foreach (var trap in batch.Folded)
            answer(new StoredTrap { Id = trap.Id, ReceivedAt = trap.ReceivedAt, Source = trap.Source, Digest = "", Datagram = trap.Datagram, IsRecovered = trap.IsRecovered });
    }

    private async Task StoreAsync(TrapSpool spool, TrapBatch batch, StoredTrap[] results, CancellationToken cancellationToken)
    {
        List<StoredTrap> rows =
        [
            .. results,
            .. batch.Repeated.Select(pair => pair.Trap with { Outcome = TrapOutcome.Duplicate, Reason = $"Same datagram as {pair.Original.Id}." }),
        ];
        if (rows.Count > 0 || batch.Alerts.Count > 0)
        {
            await KeepTryingAsync(
                () => store.AddAsync(rows, batch.Alerts, cancellationToken), (exception, delay) => LogStoreFailed(logger, exception, rows.Count, delay), cancellationToken);
        }

        if (batch.End is { } end)
            spool.Settle(end);
        Told(results, hasFailed: false);
        _addedSinceTrim += rows.Count;
        await TrimAsync(cancellationToken);
    }

    private void Settle(StoredTrap[] results)
    {
        foreach (var result in results)
        {
            if (result.Outcome != TrapOutcome.Pending)
                _seen.Settle(result.Digest, result.Id);
        }
    }

    /// <summary>Does what must be done before anything goes on, however long the database is away.</summary>
    private async Task KeepTryingAsync(Func<Task> action, Action<Exception, TimeSpan> log, CancellationToken cancellationToken)
    {
        for (var delay = _options.RetryDelay; ; delay = Longer(delay))
        {
            try
            {
                await action();
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                log(exception, delay);
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
            var results = await DispatchAsync(pending, _ => { }, cancellationToken);
            await SaveAsync(results, cancellationToken);
            _mayHavePending |= pending.Count > 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _mayHavePending = true;
            _retryDelay = Longer(_retryDelay);
            LogPendingFailed(logger, exception, _retryDelay);
        }
    }

    private async Task SaveAsync(StoredTrap[] outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveOutcomesAsync(outcomes, cancellationToken);
            Settle(outcomes);
            Told(outcomes, hasFailed: false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The traps stay pending; dispatching them again does nothing but tell the outcome again.
            LogSaveFailed(logger, exception, outcomes.Length);
            Told(outcomes, hasFailed: true);
        }
    }

    private void Told(StoredTrap[] outcomes, bool hasFailed)
    {
        var mustRepeat = hasFailed || outcomes.Any(result => result.Outcome == TrapOutcome.Pending);
        _mayHavePending |= mustRepeat;
        _retryDelay = mustRepeat ? Longer(_retryDelay) : _options.RetryDelay;
    }

    /// <summary>What waits for its outcome is kept, so this comes after outcomes were written.</summary>
    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        if (_addedSinceTrim < Math.Clamp(_options.KeepLast / 10, 1, 10_000))
            return;
        _addedSinceTrim = 0;
        try
        {
            await store.TrimAsync(_options.KeepLast, cancellationToken);
            await alertStore.TrimAsync(_options.KeepLast, cancellationToken);
            await claims.TrimAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogTrimFailed(logger, exception);
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestRetryDelay ? delay * 2 : LongestRetryDelay;
}
