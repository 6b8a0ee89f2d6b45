using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>An accepted datagram in a rented buffer; whoever takes it returns the buffer to the shared pool.</summary>
internal readonly record struct ReceivedDatagram(byte[] Buffer, int Length, IPEndPoint Source, DateTimeOffset ReceivedAt, TrapPriority Priority)
{
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
