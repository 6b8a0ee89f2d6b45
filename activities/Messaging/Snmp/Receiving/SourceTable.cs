using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Senders by address, found without allocation. Bounded: a flood of forged addresses shares one budget once the table is full. Used by one thread.</summary>
internal sealed class SourceTable(IReadOnlyList<IPNetwork> allowed, int rate, int burst, TimeProvider time)
{
    private const int MaxSources = 16_384;

    private readonly Dictionary<UInt128, SourceState> _sources = [];
    private readonly double _secondsPerTick = 1.0 / time.TimestampFrequency;
    private SourceState? _others;

    public SourceState Find(SocketAddress address)
    {
        var (key, port) = KeyOf(address);
        if (_sources.TryGetValue(key, out var source))
        {
            if (source.EndPoint.Port != port)
                source.EndPoint = new IPEndPoint(source.EndPoint.Address, port);
            return source;
        }

        return Add(key, EndPointOf(address));
    }

    /// <summary>Whether the sender may send one more datagram now.</summary>
    public bool TrySpend(SourceState source) => rate == 0 || source.TrySpend(rate, burst, time.GetTimestamp(), _secondsPerTick);

    private SourceState Add(UInt128 key, IPEndPoint endPoint)
    {
        var now = time.GetTimestamp();
        var isAllowed = allowed.Count == 0 || allowed.Any(network => network.Contains(endPoint.Address));
        if (_sources.Count >= MaxSources)
            Forget(now);
        if (_sources.Count < MaxSources)
            return _sources[key] = new SourceState(endPoint, isAllowed, burst, now);
        if (!isAllowed)
            return new SourceState(endPoint, isAllowed: false, 0, now);
        _others ??= new SourceState(endPoint, isAllowed: true, burst, now);
        _others.EndPoint = endPoint;
        return _others;
    }

    /// <summary>Drops senders that have been silent long enough to have a full budget again.</summary>
    private void Forget(long now)
    {
        var silence = rate == 0 ? 60.0 : (double)burst / rate + 1;
        foreach (var (key, source) in _sources)
        {
            if ((now - source.SeenAt) * _secondsPerTick > silence)
                _sources.Remove(key);
        }
    }

    /// <summary>The layout of <c>sockaddr_in</c> and <c>sockaddr_in6</c> is the same on all systems from the port on.</summary>
    private static (UInt128 Key, int Port) KeyOf(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return address.Family == AddressFamily.InterNetwork
            ? (new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])), port)
            : (BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]), port);
    }

    private static IPEndPoint EndPointOf(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        var family = address.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        var endPoint = (IPEndPoint)new IPEndPoint(family, 0).Create(copy);
        if (endPoint.Address.IsIPv4MappedToIPv6)
            endPoint.Address = endPoint.Address.MapToIPv4();
        return endPoint;
    }
}
