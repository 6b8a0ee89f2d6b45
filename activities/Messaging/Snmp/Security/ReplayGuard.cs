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

    private HashSet<(int Engine, int Boots, int MessageId, long RequestId)> _newer = [];
    private HashSet<(int Engine, int Boots, int MessageId, long RequestId)> _older = [];
    private long _turnedAt = time.GetTimestamp();

    /// <summary>False when the same trap was seen before.</summary>
    public bool IsNew(int engine, int boots, int messageId, long requestId)
    {
        if (_newer.Count >= MaxRemembered || time.GetElapsedTime(_turnedAt) > Turn)
        {
            (_newer, _older) = (_older, _newer);
            _newer.Clear();
            _turnedAt = time.GetTimestamp();
        }

        var key = (engine, boots, messageId, requestId);
        return !_older.Contains(key) && _newer.Add(key);
    }
}
