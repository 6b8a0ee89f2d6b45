using System.Buffers.Binary;

namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>The classic format: a header, then packets with their time.</summary>
internal static class PcapReader
{
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const int HeaderSize = 24;
    private const int PacketHeaderSize = 16;
    private const int MaxPacket = 1 << 20;

    public static bool IsPcap(ReadOnlySpan<byte> file) =>
        BinaryPrimitives.ReadUInt32LittleEndian(file) is Microseconds or Nanoseconds || BinaryPrimitives.ReadUInt32BigEndian(file) is Microseconds or Nanoseconds;

    public static Capture Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize)
            throw new InvalidDataException("The pcap file ends within its header.");
        var isLittle = BinaryPrimitives.ReadUInt32LittleEndian(file) is Microseconds or Nanoseconds;
        var isNano = Number(file, isLittle) == Nanoseconds;
        var link = (int)(Number(file[20..], isLittle) & 0xFFFF);
        var packets = new PacketReader("pcap");
        var at = HeaderSize;
        while (at < file.Length)
        {
            // The last packet of a capture that was broken off may be cut.
            if (file.Length - at < PacketHeaderSize)
                break;
            var (seconds, fraction) = (Number(file[at..], isLittle), Number(file[(at + 4)..], isLittle));
            var length = (int)Number(file[(at + 8)..], isLittle);
            if (length is < 0 or > MaxPacket)
                throw new InvalidDataException($"The pcap file is damaged at byte {at}: a packet of {length} bytes.");
            at += PacketHeaderSize;
            if (length > file.Length - at)
                break;
            var time = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(isNano ? fraction / 100 : fraction * 10L);
            packets.Add(link, time, file.Slice(at, length));
            at += length;
        }

        return packets.ToCapture();
    }

    private static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
