using System.Net;
using System.Text;

namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>
/// Reads recorded datagrams: pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng) as tcpdump and Wireshark write them, or text with the hexadecimal digits of one datagram per
/// line, where <c>#</c> begins a comment.
/// </summary>
public static class CaptureReader
{
    /// <summary>Throws <see cref="InvalidDataException"/> with place and reason for what is none of these.</summary>
    public static Capture Read(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 4 && PcapReader.IsPcap(file))
            return PcapReader.Read(file);
        if (file.Length >= 4 && PcapNgReader.IsPcapNg(file))
            return PcapNgReader.Read(file);
        return ReadHex(file);
    }

    private static Capture ReadHex(ReadOnlySpan<byte> file)
    {
        var datagrams = new List<CapturedDatagram>();
        var number = 0;
        foreach (var line in Encoding.Latin1.GetString(file).Split('\n'))
        {
            number++;
            var digits = line.Split('#')[0].Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).Trim();
            if (digits.Length == 0)
                continue;
            if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
                throw new InvalidDataException($"Line {number} is no hexadecimal datagram, and the file is neither pcap nor pcapng.");
            datagrams.Add(new CapturedDatagram(DateTimeOffset.UnixEpoch, IPAddress.Any, 0, Convert.FromHexString(digits)));
        }

        return datagrams.Count > 0
            ? new Capture { Format = "hex", Datagrams = datagrams, Skipped = 0, Fragments = 0 }
            : throw new InvalidDataException("The file holds no datagram.");
    }
}
