using Orchestrator.Activities.Messaging.Snmp.Spooling;

namespace Orchestrator.Activities.Messaging.Snmp.Storms;

/// <summary>
/// Folds what an alert repeats. In a window, which lasts until the alert was quiet for its quiet time, each phase is delivered once: the first raise, the first clear, the first
/// change. What comes after is folded; when the window ends and the alert's last word differs from what was delivered last, that word is delivered, so no state is lost. Used by one task.
/// </summary>
internal sealed class StormFilter(TimeSpan quiet, TimeSpan maxHold, int maxAlerts)
{
    private readonly Dictionary<string, AlertState> _alerts = new(StringComparer.Ordinal);
    private readonly List<AlertState> _changed = [];

    public int Count => _alerts.Count;

    public int HeldCount { get; private set; }

    /// <summary>Takes up what an earlier run knew.</summary>
    public void Restore(IEnumerable<AlertState> alerts)
    {
        foreach (var alert in alerts)
        {
            _alerts[alert.Key] = alert;
            HeldCount += alert.Held is null ? 0 : 1;
        }
    }

    /// <summary>True: deliver the trap. False: it was folded into its alert.</summary>
    public bool ShouldDeliver(SpooledTrap trap, in AlertIdentity identity)
    {
        var pause = identity.Quiet ?? quiet;
        if (pause == TimeSpan.Zero)
            return true;
        if (!_alerts.TryGetValue(identity.Key, out var alert) || (alert.Held is null && IsOver(alert, trap.ReceivedAt)))
        {
            if (alert is null && _alerts.Count >= maxAlerts)
                return true;
            _alerts[identity.Key] = alert = Begin(identity, trap, pause);
            Touch(alert);
            return true;
        }

        alert.LastAt = trap.ReceivedAt;
        alert.Quiet = pause;
        Touch(alert);
        var isSame = alert.Seen == identity.Phase;
        alert.Seen = identity.Phase;
        if (!isSame)
            alert.Transitions++;
        if ((alert.DeliveredMask & (int)identity.Phase) == 0)
        {
            Hold(alert, null);
            alert.Delivered = identity.Phase;
            alert.DeliveredMask |= (int)identity.Phase;
            alert.EventId = trap.Id;
            return true;
        }

        alert.Collapsed++;
        alert.NewlyCollapsed++;

        // A repeated change has new content; anything else that equals what was delivered last is no news.
        Hold(alert, identity.Phase != alert.Delivered || identity.Phase == AlertPhase.Change ? trap : null);
        return false;
    }

    /// <summary>Ends windows, and gives the last words that are to be delivered now, oldest first.</summary>
    public IReadOnlyList<(SpooledTrap Trap, AlertState Alert)> Release(DateTimeOffset now)
    {
        List<(SpooledTrap Trap, AlertState Alert)> released = [];
        foreach (var (key, alert) in _alerts)
        {
            if (alert.Held is { } held && (IsOver(alert, now) || now - alert.FirstAt >= maxHold))
            {
                released.Add((held, alert));
                Hold(alert, null);
                (alert.FirstAt, alert.LastAt, alert.Delivered, alert.DeliveredMask) = (now, now, alert.Seen, (int)alert.Seen);
                (alert.EventId, alert.Transitions, alert.Collapsed) = (held.Id, 0, 0);
                Touch(alert);
            }
            else if (alert.Held is null && !alert.IsChanged && IsOver(alert, now))
            {
                _alerts.Remove(key);
            }
        }

        released.Sort((left, right) => left.Trap.ReceivedAt.CompareTo(right.Trap.ReceivedAt));
        return released;
    }

    /// <summary>Alerts whose rows must be written, as they are now. What comes later does not change them.</summary>
    public IReadOnlyList<AlertState> TakeChanged()
    {
        if (_changed.Count == 0)
            return [];
        var taken = _changed.ConvertAll(alert => alert.Copy());
        foreach (var alert in _changed)
            (alert.IsChanged, alert.NewlyCollapsed) = (false, 0);
        _changed.Clear();
        return taken;
    }

    private void Touch(AlertState alert)
    {
        if (alert.IsChanged)
            return;
        alert.IsChanged = true;
        _changed.Add(alert);
    }

    private bool IsOver(AlertState alert, DateTimeOffset now) => now - alert.LastAt >= alert.Quiet || (alert.Held is null && now - alert.FirstAt >= maxHold);

    private void Hold(AlertState alert, SpooledTrap? trap)
    {
        HeldCount += (trap is null ? 0 : 1) - (alert.Held is null ? 0 : 1);
        alert.Held = trap;
    }

    private static AlertState Begin(in AlertIdentity identity, SpooledTrap trap, TimeSpan pause) => new()
    {
        Key = identity.Key,
        FirstAt = trap.ReceivedAt,
        LastAt = trap.ReceivedAt,
        Quiet = pause,
        Seen = identity.Phase,
        Delivered = identity.Phase,
        DeliveredMask = (int)identity.Phase,
        EventId = trap.Id,
    };
}
