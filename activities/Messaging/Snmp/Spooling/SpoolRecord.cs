using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

/// <summary>The form of a record: length and CRC-32C of what follows; time, priority, port, address length, address, datagram. Numbers are little-endian.</summary>
internal static class SpoolRecord
{
    public const int HeaderSize = 8;
    private const int FixedSize = 12;
    private const int MaxLength = FixedSize + 16 + 65_536 + 1_024;

    public static void Write(IBufferWriter<byte> target, in ReceivedDatagram datagram)
    {
        Span<byte> address = stackalloc byte[16];
        datagram.Source.Address.TryWriteBytes(address, out var addressLength);
        var length = FixedSize + addressLength + datagram.Length;
        var record = target.GetSpan(HeaderSize + length)[..(HeaderSize + length)];
        var body = record[HeaderSize..];
        BinaryPrimitives.WriteInt64LittleEndian(body, DatabaseTime.ToDatabase(datagram.ReceivedAt));
        body[8] = (byte)datagram.Priority;
        BinaryPrimitives.WriteUInt16LittleEndian(body[9..], (ushort)datagram.Source.Port);
        body[11] = (byte)addressLength;
        address[..addressLength].CopyTo(body[FixedSize..]);
        datagram.Bytes.CopyTo(body[(FixedSize + addressLength)..]);
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Checksum(body));
        target.Advance(record.Length);
    }

    /// <summary>Bytes of the record at the beginning of the data; 0 when it is not whole, −1 when it is damaged.</summary>
    public static int TryRead(ReadOnlySpan<byte> data, Func<string> id, bool isRecovered, out SpooledTrap? trap)
    {
        trap = null;
        if (data.Length < HeaderSize)
            return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(data);
        if (length is < FixedSize or > MaxLength)
            return -1;
        if (data.Length < HeaderSize + length)
            return 0;
        var body = data.Slice(HeaderSize, length);
        var addressLength = body[11];
        if (BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) != Checksum(body) || addressLength is not (4 or 16) || FixedSize + addressLength > length)
            return -1;
        trap = new SpooledTrap
        {
            Id = id(),
            ReceivedAt = DatabaseTime.FromDatabase(BinaryPrimitives.ReadInt64LittleEndian(body)),
            Source = new IPEndPoint(new IPAddress(body.Slice(FixedSize, addressLength)), BinaryPrimitives.ReadUInt16LittleEndian(body[9..])),
            Datagram = body[(FixedSize + addressLength)..].ToArray(),
            Priority = (TrapPriority)body[8],
            IsRecovered = isRecovered,
        };
        return HeaderSize + length;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var octet in data)
            crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }
}
