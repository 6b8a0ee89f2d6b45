using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>What is known of a sender: its token bucket, and whether it may send at all. Used by one thread.</summary>
internal sealed class SourceState(IPEndPoint endPoint, bool isAllowed, double tokens, long now)
{
    private double _tokens = tokens;
    private long _filledAt = now;

    /// <summary>Address, and the port of the last datagram.</summary>
    public IPEndPoint EndPoint { get; set; } = endPoint;

    public bool IsAllowed { get; } = isAllowed;

    public long SeenAt => _filledAt;

    /// <summary>Takes one token; false when the budget is spent.</summary>
    public bool TrySpend(int rate, int burst, long now, double secondsPerTick)
    {
        _tokens = Math.Min(burst, _tokens + (now - _filledAt) * secondsPerTick * rate);
        _filledAt = now;
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
