using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>The last datagrams that were refused, in memory: those that were accepted are in the database. Safe for concurrent use.</summary>
internal sealed class TrapEventLog
{
    private const int Capacity = 500;

    private readonly RefusedDatagram[] _ring = new RefusedDatagram[Capacity];
    private readonly Lock _lock = new();
    private long _count;

    public void Add(DateTimeOffset at, IPEndPoint source, int length, SnmpRefusal reason)
    {
        lock (_lock)
            _ring[_count++ % Capacity] = new RefusedDatagram(at, source, length, reason);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RefusedDatagram> Latest(int count)
    {
        lock (_lock)
        {
            var found = new List<RefusedDatagram>();
            for (var at = _count - 1; at >= 0 && at > _count - 1 - Math.Min(count, Capacity); at--)
                found.Add(_ring[at % Capacity]);
            return found;
        }
    }
}
