using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Captures;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class CaptureTests
{
    private static readonly byte[] Payload = Traps.V2Trap("1.3.6.1.6.3.1.1.5.1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Udp(byte[] payload, int port = 162) => [.. Big16(40000), .. Big16(port), .. Big16(8 + payload.Length), 0, 0, .. payload];

    private static byte[] IPv4(byte[] data, int flags = 0, int protocol = 17) =>
        [0x45, 0, .. Big16(20 + data.Length), 0, 7, .. Big16(flags), 64, (byte)protocol, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, .. data];

    private static byte[] IPv6(byte[] data) => [0x60, 0, 0, 0, .. Big16(data.Length), 17, 64, .. IPAddress.Parse("2001:db8::1").GetAddressBytes(), .. IPAddress.IPv6Loopback.GetAddressBytes(), .. data];

    private static byte[] Number(uint value, bool little)
    {
        var bytes = new byte[4];
        if (little)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Pcap(uint link, bool little, uint magic, params byte[][] packets) =>
    [
        .. Number(magic, little), 2, 0, 4, 0, .. new byte[8], 0, 0, 4, 0, .. Number(link, little),
        .. packets.SelectMany(packet => (byte[])[.. Number(1_700_000_000, little), .. Number(5, little), .. Number((uint)packet.Length, little), .. Number((uint)packet.Length, little), .. packet]),
    ];

    private static byte[] Block(uint type, bool little, byte[] body)
    {
        byte[] padded = [.. body, .. new byte[(4 - body.Length % 4) % 4]];
        var length = Number((uint)padded.Length + 12, little);
        return [.. Number(type, little), .. length, .. padded, .. length];
    }

    [Theory]
    [InlineData(true, 0xA1B2C3D4, 50)]
    [InlineData(false, 0xA1B2C3D4, 50)]
    [InlineData(true, 0xA1B23C4D, 0)]
    public void A_pcap_file_of_either_byte_order_gives_datagrams_with_their_time(bool little, uint magic, int ticks)
    {
        byte[] ethernet = [.. new byte[12], 0x08, 0x00, .. IPv4(Udp(Payload))];

        var capture = CaptureReader.Read(Pcap(1, little, magic, ethernet, ethernet));

        Assert.Equal(("pcap", 2, 0, 0), (capture.Format, capture.Datagrams.Count, capture.Skipped, capture.Fragments));
        Assert.Equal(Payload, capture.Datagrams[0].Bytes);
        Assert.Equal((IPAddress.Parse("192.0.2.1"), 162), (capture.Datagrams[0].Source, capture.Datagrams[0].DestinationPort));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddTicks(ticks), capture.Datagrams[0].At);
        Assert.True(capture.Datagrams[0].LooksLikeSnmp);
    }

    [Theory]
    [InlineData(101, "")]
    [InlineData(113, "00000000000000000000000000000800")]
    [InlineData(276, "0800000000000000000000000000000000000000")]
    [InlineData(0, "02000000")]
    [InlineData(1, "0000000000000000000000008100000108 00")]
    public void Packets_of_every_usual_link_are_read(uint link, string header)
    {
        byte[] head = Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(Payload, Assert.Single(CaptureReader.Read(Pcap(link, true, 0xA1B2C3D4, [.. head, .. IPv4(Udp(Payload))])).Datagrams).Bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pcapng_file_is_read_with_its_resolution_and_unknown_blocks_are_passed_over(bool little)
    {
        byte[] magic = Number(0x1A2B3C4D, little);
        byte[] tsresol = little ? [9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0] : [0, 9, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0];
        byte[] described = little ? [101, 0, 0, 0, 0, 0, 4, 0, .. tsresol] : [0, 101, 0, 0, 0, 4, 0, 0, .. tsresol];
        var packet = IPv6(Udp(Payload, 1162));
        var time = 1_700_000_000_123_456_700UL;
        byte[] enhanced = [.. Number(0, little), .. Number((uint)(time >> 32), little), .. Number((uint)time, little), .. Number((uint)packet.Length, little), .. Number((uint)packet.Length, little), .. packet];

        var capture = CaptureReader.Read(
        [
            .. Block(0x0A0D0D0A, little, [.. magic, 0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), .. Block(1, little, described), .. Block(0x77, little, [1, 2, 3]), .. Block(6, little, enhanced),
        ]);

        var datagram = Assert.Single(capture.Datagrams);
        Assert.Equal(("pcapng", IPAddress.Parse("2001:db8::1"), 1162), (capture.Format, datagram.Source, datagram.DestinationPort));
        Assert.InRange((datagram.At - DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123)).TotalMilliseconds, 0, 1);
    }

    [Fact]
    public void Fragments_are_put_together_and_other_packets_are_counted()
    {
        var udp = Udp(Traps.V2Trap("1.3.6.1.6.3.1.1.5.1", 1, Ber.Bind("1.3.6.1.4.1.9.1", Ber.Text(new string('x', 3_000)))));
        byte[][] packets =
        [
            IPv4(udp[1_480..2_960], flags: 0x2000 | 185), IPv4(udp[..1_480], flags: 0x2000), IPv4(udp[2_960..], flags: 370),
            IPv4([1, 2, 3], protocol: 6), [0x45, 0, 0],
        ];

        var capture = CaptureReader.Read(Pcap(101, true, 0xA1B2C3D4, packets));

        Assert.Equal(udp[8..], Assert.Single(capture.Datagrams).Bytes);
        Assert.Equal((2, 0), (capture.Skipped, capture.Fragments));
    }

    [Fact]
    public void Text_with_hexadecimal_digits_is_read_and_anything_else_is_refused_with_its_line()
    {
        var capture = CaptureReader.Read(Encoding.ASCII.GetBytes($"# two datagrams\n{Convert.ToHexString(Payload)}\n\n30 03 02 01 01 # short\n"));

        Assert.Equal([Payload, [0x30, 3, 2, 1, 1]], capture.Datagrams.Select(datagram => datagram.Bytes));
        Assert.Contains("Line 2 ", Assert.Throws<InvalidDataException>(() => CaptureReader.Read("3003020101\nhello"u8)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => CaptureReader.Read([]));
        Assert.Contains("damaged at byte 24", Assert.Throws<InvalidDataException>(() => CaptureReader.Read([.. Pcap(1, true, 0xA1B2C3D4), .. Enumerable.Repeat((byte)0xFF, 16)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_that_was_broken_off_gives_what_is_whole()
    {
        var file = Pcap(101, true, 0xA1B2C3D4, IPv4(Udp(Payload)), IPv4(Udp(Payload)));

        for (var length = 24; length < file.Length; length++)
            Assert.InRange(CaptureReader.Read(file.AsSpan(0, length)).Datagrams.Count, 0, 1);
    }

    [Fact]
    public async Task What_tcpdump_writes_is_read()
    {
        var file = Path.Combine(Path.GetTempPath(), $"orchestrator-{Path.GetRandomFileName()}.pcap");
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        using var tcpdump = NetSnmp.Start(new ProcessStartInfo("tcpdump", ["-i", "lo", "-U", "-Z", "root", "-c", "3", "-w", file, "udp", "and", "dst", "port", $"{port}"]) { RedirectStandardError = true });
        while (await tcpdump.StandardError.ReadLineAsync(Cancel) is { } line && !line.Contains("listening on", StringComparison.Ordinal))
        {
        }

        // The filter may come into force a moment after the line: more are sent than are taken.
        using var sender = new UdpClient();
        var exited = tcpdump.WaitForExitAsync(Cancel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!exited.IsCompleted && await tick.WaitForNextTickAsync(Cancel))
            await sender.SendAsync(Payload, new IPEndPoint(IPAddress.Loopback, port), Cancel);
        var capture = CaptureReader.Read(await File.ReadAllBytesAsync(file, Cancel));
        File.Delete(file);

        Assert.Equal(3, capture.Datagrams.Count);
        Assert.All(capture.Datagrams, datagram => Assert.Equal(Payload, datagram.Bytes));
    }
}
