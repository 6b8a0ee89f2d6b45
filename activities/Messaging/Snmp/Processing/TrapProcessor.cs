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
/// Takes traps from the spool in batches: folds what repeats, stores the rest and settles the spool; then dispatches them and answers informs, while the next batch is stored, in whose
/// transaction the outcomes go too. A batch that cannot be stored is held and tried again while the spool grows behind it; a stored trap is pending until its outcome is written, and is
/// dispatched again after a failure or a restart.
/// </summary>
internal sealed partial class TrapProcessor(
    TrapStore store,
    AlertStore alertStore,
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
    private TimeSpan _retryDelay = options.Value.RetryDelay;
    private long _retryAt;
    private volatile bool _mayHavePending = true;
    private int _addedSinceTrim;
    private Task<IReadOnlyCollection<StoredTrap>>? _dispatch;
    private List<StoredTrap> _unsaved = [];
    private HashSet<string> _settled = [];

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
        try
        {
            await WorkAsync(spool, answer, isStopping, cancellationToken);
        }
        finally
        {
            if (_dispatch is Task dispatch)
                await dispatch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(TrapSpool spool, Action<StoredTrap> answer, Func<bool> isStopping, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = spool.Read(_options.BatchSize);
            if (batch.Count > 0)
            {
                await HandleAsync(batch, answer, cancellationToken);
                spool.Settle();
            }
            else if (_dispatch is not null)
            {
                await FinishAsync();
                await SaveAsync(cancellationToken);
                await TrimAsync(cancellationToken);
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
        await StoreAndDispatchAsync(fresh, answer, folded, cancellationToken);
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
        await StoreAndDispatchAsync([.. released.Select(pair => StoredTrap.Of(pair.Trap) with { IsRecovered = true })], answer, [], cancellationToken);
        return true;
    }

    /// <summary>Stores traps beside the dispatch of those before, then begins their own.</summary>
    private async Task StoreAndDispatchAsync(List<StoredTrap> traps, Action<StoredTrap> answer, List<SpooledTrap> folded, CancellationToken cancellationToken)
    {
        var stored = await StoreAsync(traps, cancellationToken);
        await FinishAsync();
        await TrimAsync(cancellationToken);
        _addedSinceTrim += stored.Count;
        _dispatch = DispatchAsync(stored, folded, _settled, answer, cancellationToken);
    }

    /// <summary>Waits for the dispatch that is at work; what it gave waits to be written.</summary>
    private async Task FinishAsync()
    {
        if (_dispatch is null)
            return;
        var results = await _dispatch;
        _dispatch = null;
        _unsaved.AddRange(results);
        _settled = [.. results.Where(result => result.Outcome != TrapOutcome.Pending).Select(result => result.Digest)];
    }

    private async Task<IReadOnlyCollection<StoredTrap>> DispatchAsync(
        IReadOnlyList<StoredTrap> stored, List<SpooledTrap> folded, HashSet<string> settledBefore, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        var results = await DispatchAsync([.. stored.Where(trap => trap.Outcome == TrapOutcome.Pending)], answer, cancellationToken);
        var settled = results.Where(result => result.Outcome != TrapOutcome.Pending).Select(result => result.Digest).ToHashSet();
        foreach (var duplicate in stored.Where(trap => trap.Outcome == TrapOutcome.Duplicate))
        {
            // A re-send is answered only when what it repeats is safe: the sender asks again otherwise.
            if (duplicate.OriginalIsSettled || settled.Contains(duplicate.Digest) || settledBefore.Contains(duplicate.Digest))
                answer(duplicate);
        }

        foreach (var trap in folded)
            answer(new StoredTrap { Id = trap.Id, ReceivedAt = trap.ReceivedAt, Source = trap.Source, Digest = "", Datagram = trap.Datagram, IsRecovered = trap.IsRecovered });
        return results;
    }

    private async Task<IReadOnlyList<StoredTrap>> StoreAsync(List<StoredTrap> batch, CancellationToken cancellationToken)
    {
        var alerts = _storms.Changed();
        if (batch.Count == 0 && alerts.Count == 0)
            return [];
        var outcomes = TakeUnsaved();
        for (var delay = _options.RetryDelay; ; delay = Longer(delay))
        {
            try
            {
                var stored = await store.AddAsync(batch, alerts, outcomes, cancellationToken);
                _storms.Written();
                Saved(outcomes, hasFailed: false);
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
            _unsaved.AddRange(await DispatchAsync(pending, _ => { }, cancellationToken));
            await SaveAsync(cancellationToken);
            _mayHavePending |= pending.Count > 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _mayHavePending = true;
            _retryDelay = Longer(_retryDelay);
            LogPendingFailed(logger, exception, _retryDelay);
        }
    }

    /// <summary>Dispatches traps, those of one alert in their order, and gives what became of them.</summary>
    private async Task<IReadOnlyCollection<StoredTrap>> DispatchAsync(IReadOnlyList<StoredTrap> traps, Action<StoredTrap> answer, CancellationToken cancellationToken)
    {
        if (traps.Count == 0)
            return [];
        var results = new System.Collections.Concurrent.ConcurrentBag<StoredTrap>();
        var groups = traps.Select(stored => (Stored: stored, Trap: stored.ToTrap(names))).GroupBy(pair => pair.Trap?.Vrops?.AlertId ?? pair.Stored.Id);
        await waits.LookAsync(cancellationToken);
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
        return results;
    }

    private List<StoredTrap> TakeUnsaved()
    {
        var outcomes = _unsaved;
        _unsaved = [];
        return outcomes;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var outcomes = TakeUnsaved();
        try
        {
            await store.SaveOutcomesAsync(outcomes, cancellationToken);
            Saved(outcomes, hasFailed: false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The traps stay pending; dispatching them again does nothing but tell the outcome again.
            LogSaveFailed(logger, exception, outcomes.Count);
            Saved(outcomes, hasFailed: true);
        }
    }

    private void Saved(List<StoredTrap> outcomes, bool hasFailed)
    {
        var mustRepeat = hasFailed || outcomes.Any(result => result.Outcome == TrapOutcome.Pending);
        _mayHavePending |= mustRepeat;
        _retryDelay = mustRepeat ? Longer(_retryDelay) : _options.RetryDelay;
    }

    /// <summary>What waits for its outcome is kept, so this comes after outcomes were written.</summary>
    private async Task TrimAsync(CancellationToken cancellationToken)
    {
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
