using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>A UDP datagram of a recorded capture.</summary>
/// <param name="At">When it was captured; 1970 when the file does not tell.</param>
/// <param name="Source">Address of its sender; 0.0.0.0 when the file does not tell.</param>
/// <param name="DestinationPort">UDP port; 0 when the file does not tell.</param>
/// <param name="Bytes">Its payload.</param>
public sealed record CapturedDatagram(DateTimeOffset At, IPAddress Source, int DestinationPort, byte[] Bytes)
{
    /// <summary>Whether the payload begins like a message of SNMP version 1, 2c or 3.</summary>
    public bool LooksLikeSnmp => Codec.SnmpMessage.PeekVersion(Bytes) is 0 or 1 or 3 || (Bytes.Length > 1 && Bytes[0] == Codec.BerTag.Sequence && Bytes.Length < 8);
}
