using System.Buffers.Binary;

namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>The block format: sections, each with interfaces and packets; other blocks are passed over.</summary>
internal static class PcapNgReader
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const uint InterfaceDescription = 1;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int TimeResolution = 9;

    public static bool IsPcapNg(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt32LittleEndian(file) == SectionHeader;

    public static Capture Read(ReadOnlySpan<byte> file)
    {
        var packets = new PacketReader("pcapng");
        var interfaces = new List<(int Link, double TicksPerUnit)>();
        var isLittle = true;
        var at = 0;
        while (file.Length - at >= 12)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) == SectionHeader)
            {
                isLittle = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 8)..]) == ByteOrderMagic;
                if (!isLittle && BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8)..]) != ByteOrderMagic)
                    throw new InvalidDataException($"The pcapng file is damaged at byte {at}: a section without its byte-order magic.");
                interfaces.Clear();
            }

            var (type, length) = (Number(file[at..], isLittle), (long)Number(file[(at + 4)..], isLittle));
            if (length < 12 || length % 4 != 0)
                throw new InvalidDataException($"The pcapng file is damaged at byte {at}: a block of {length} bytes.");
            if (length > file.Length - at)
                break;
            var body = file.Slice(at + 8, (int)length - 12);
            ReadBlock(type, body, isLittle, interfaces, packets, at);
            at += (int)length;
        }

        return packets.ToCapture();
    }

    private static void ReadBlock(uint type, ReadOnlySpan<byte> body, bool isLittle, List<(int Link, double TicksPerUnit)> interfaces, PacketReader packets, int at)
    {
        switch (type)
        {
            case InterfaceDescription when body.Length >= 8:
                interfaces.Add((isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(body) : BinaryPrimitives.ReadUInt16BigEndian(body), Resolution(body[8..], isLittle)));
                break;
            case EnhancedPacket when body.Length >= 20:
                var number = Number(body, isLittle);
                var captured = (long)Number(body[12..], isLittle);
                if (number >= interfaces.Count || captured > body.Length - 20)
                    throw new InvalidDataException($"The pcapng file is damaged at byte {at}: a packet of an interface that is not described, or longer than its block.");
                var units = ((ulong)Number(body[4..], isLittle) << 32) | Number(body[8..], isLittle);
                packets.Add(interfaces[(int)number].Link, DateTimeOffset.UnixEpoch.AddTicks((long)(units * interfaces[(int)number].TicksPerUnit)), body.Slice(20, (int)captured));
                break;
            case SimplePacket when body.Length >= 4 && interfaces.Count > 0:
                packets.Add(interfaces[0].Link, DateTimeOffset.UnixEpoch, body.Slice(4, (int)Math.Min(Number(body, isLittle), body.Length - 4)));
                break;
        }
    }

    /// <summary>Ticks of 100 ns per unit of the interface's times: option if_tsresol, else microseconds.</summary>
    private static double Resolution(ReadOnlySpan<byte> options, bool isLittle)
    {
        while (options.Length >= 4)
        {
            var code = isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(options) : BinaryPrimitives.ReadUInt16BigEndian(options);
            var length = isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(options[2..]) : BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            if (code == 0 || length > options.Length - 4)
                break;
            if (code == TimeResolution && length >= 1)
                return TimeSpan.TicksPerSecond / ((options[4] & 0x80) != 0 ? Math.Pow(2, options[4] & 0x7F) : Math.Pow(10, options[4]));
            options = options[Math.Min(options.Length, 4 + (length + 3) / 4 * 4)..];
        }

        return 10;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
