using System.Buffers.Binary;
using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>Finds UDP datagrams in captured packets, and puts the fragments of IPv4 together. Link types by https://www.tcpdump.org/linktypes.html.</summary>
internal sealed class PacketReader(string format)
{
    private const int Udp = 17;
    private const int IPv4 = 0x0800;
    private const int IPv6 = 0x86DD;

    private readonly List<CapturedDatagram> _datagrams = [];
    private readonly Dictionary<(IPAddress Source, ushort Id), List<(int Offset, bool IsLast, byte[] Data)>> _fragments = [];
    private int _skipped;

    public Capture ToCapture() => new() { Format = format, Datagrams = _datagrams, Skipped = _skipped, Fragments = _fragments.Values.Sum(parts => parts.Count) };

    public void Add(int link, DateTimeOffset at, ReadOnlySpan<byte> packet)
    {
        if (TryFindIp(link, packet, out var ip) && (ip[0] >> 4 == 4 ? TryIPv4(at, ip) : ip[0] >> 4 == 6 && TryIPv6(at, ip)))
            return;
        _skipped++;
    }

    private static bool TryFindIp(int link, ReadOnlySpan<byte> packet, out ReadOnlySpan<byte> ip)
    {
        ip = default;
        var (typeAt, ipAt) = link switch
        {
            1 => (12, 14),
            113 => (14, 16),
            276 => (0, 20),
            101 or 12 or 14 or 228 or 229 => (-1, 0),
            0 or 108 => (-1, 4),
            _ => (-2, 0),
        };
        if (typeAt == -2 || packet.Length <= ipAt)
            return false;
        if (typeAt >= 0)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(packet[typeAt..]);
            while (link == 1 && type is 0x8100 or 0x88A8 && packet.Length > ipAt + 4)
            {
                type = BinaryPrimitives.ReadUInt16BigEndian(packet[(ipAt + 2)..]);
                ipAt += 4;
            }

            if (type is not (IPv4 or IPv6))
                return false;
        }

        ip = packet[ipAt..];
        return ip.Length > 0;
    }

    private bool TryIPv4(DateTimeOffset at, ReadOnlySpan<byte> ip)
    {
        var headerLength = (ip[0] & 0xF) * 4;
        if (headerLength < 20 || ip.Length < headerLength || ip[9] != Udp)
            return false;
        var total = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (total < headerLength || total > ip.Length)
            return false;
        var source = new IPAddress(ip.Slice(12, 4));
        var flags = BinaryPrimitives.ReadUInt16BigEndian(ip[6..]);
        var data = ip[headerLength..total];
        var (offset, hasMore) = ((flags & 0x1FFF) * 8, (flags & 0x2000) != 0);
        if (offset == 0 && !hasMore)
            return TryUdp(at, source, data);
        AddFragment(at, (source, BinaryPrimitives.ReadUInt16BigEndian(ip[4..])), offset, !hasMore, data);
        return true;
    }

    private bool TryIPv6(DateTimeOffset at, ReadOnlySpan<byte> ip)
    {
        if (ip.Length < 40 || ip[6] != Udp)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        return ip.Length >= 40 + length && TryUdp(at, new IPAddress(ip.Slice(8, 16)), ip.Slice(40, length));
    }

    private bool TryUdp(DateTimeOffset at, IPAddress source, ReadOnlySpan<byte> udp)
    {
        if (udp.Length < 8)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        if (length < 8 || length > udp.Length)
            return false;
        _datagrams.Add(new CapturedDatagram(at, source, BinaryPrimitives.ReadUInt16BigEndian(udp[2..]), udp[8..length].ToArray()));
        return true;
    }

    private void AddFragment(DateTimeOffset at, (IPAddress Source, ushort Id) key, int offset, bool isLast, ReadOnlySpan<byte> data)
    {
        if (!_fragments.TryGetValue(key, out var parts))
            _fragments[key] = parts = [];
        parts.Add((offset, isLast, data.ToArray()));
        parts.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        var whole = new List<byte>();
        foreach (var (partOffset, isEnd, part) in parts)
        {
            if (partOffset != whole.Count)
                return;
            whole.AddRange(part);
            if (!isEnd)
                continue;
            _fragments.Remove(key);
            if (!TryUdp(at, key.Source, whole.ToArray()))
                _skipped++;
            return;
        }
    }
}
