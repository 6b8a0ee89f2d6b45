using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>The traps of the last while by their digests, for recognizing what was sent again. Used by one task.</summary>
/// <param name="window">How long a digest is remembered.</param>
/// <param name="max">Most digests that are remembered; beyond it the oldest are forgotten early.</param>
internal sealed class DuplicateWindow(TimeSpan window, int max)
{
    private readonly Dictionary<string, (SeenTrap Trap, DateTimeOffset At)> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Digest, DateTimeOffset At)> _order = [];

    /// <summary>The trap that a trap received at a time repeats; null: it is new.</summary>
    public SeenTrap? Find(string digest, DateTimeOffset receivedAt) => _seen.TryGetValue(digest, out var known) && receivedAt - known.At < window ? known.Trap : null;

    public void Remember(string digest, SeenTrap trap, DateTimeOffset receivedAt)
    {
        _seen[digest] = (trap, receivedAt);
        _order.Enqueue((digest, receivedAt));
        while (_order.Count > max || (_order.TryPeek(out var oldest) && receivedAt - oldest.At >= window))
        {
            var (gone, at) = _order.Dequeue();
            if (_seen.TryGetValue(gone, out var known) && known.At == at)
                _seen.Remove(gone);
        }
    }

    /// <summary>Notes that a trap has its outcome, if it is still remembered.</summary>
    public void Settle(string digest, string id)
    {
        if (_seen.TryGetValue(digest, out var known) && known.Trap.Id == id)
            known.Trap.IsSettled = true;
    }
}
