using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>A datagram in a rented buffer; whoever takes it returns the buffer to the shared pool.</summary>
internal readonly record struct ReceivedDatagram(byte[] Buffer, int Length, IPEndPoint Source, DateTimeOffset ReceivedAt)
{
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
