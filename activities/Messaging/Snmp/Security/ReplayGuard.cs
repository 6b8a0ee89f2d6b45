namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// Remembers authenticated traps for at least as long as the time window lets a copy of them through: a capture that is sent again within 150 s passes RFC 3414's
/// checks. Two sets take turns. Used by one thread.
/// </summary>
internal sealed class ReplayGuard(TimeProvider time)
{
    /// <summary>About 32 MiB for both sets; beyond it the sets take turns sooner.</summary>
    private const int MaxRemembered = 500_000;

    /// <summary>A message may be this old, and its sender's clock as much ahead.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2 * RemoteEngines.WindowSeconds);

    private HashSet<Key> _newer = [];
    private HashSet<Key> _older = [];
    private long _turnedAt = time.GetTimestamp();

    /// <summary>False when the same trap was seen before.</summary>
    /// <param name="now">Of the time provider's <c>GetTimestamp</c>.</param>
    public bool IsNew(int engine, int boots, int messageId, long requestId, long now)
    {
        if (_newer.Count >= MaxRemembered || time.GetElapsedTime(_turnedAt, now) > Turn)
        {
            (_newer, _older) = (_older, _newer);
            _newer.Clear();
            _turnedAt = now;
        }

        var key = new Key(engine, boots, messageId, requestId);
        return (_older.Count == 0 || !_older.Contains(key)) && _newer.Add(key);
    }

    /// <summary>Only who knows a user's key gets in here, so the hash need not withstand attackers.</summary>
    private readonly struct Key(int engine, int boots, int messageId, long requestId) : IEquatable<Key>
    {
        private readonly ulong _sender = ((ulong)(uint)engine << 32) | (uint)boots;
        private readonly ulong _message = ((ulong)(uint)messageId << 32) | (uint)requestId;

        public bool Equals(Key other) => _message == other._message && _sender == other._sender;

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => (int)(((_message ^ (_sender * 31)) * 0x9E37_79B9_7F4A_7C15) >> 32);
    }
}
