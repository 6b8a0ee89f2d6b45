using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>Versions 1 and 2c: an answer is known by its request id.</summary>
internal sealed class CommunityExchange(Socket socket, SnmpTarget target, TimeProvider time) : SnmpExchange(socket, target, time)
{
    public override Task<SnmpReply> RunAsync(SnmpPdu pdu, CancellationToken cancellationToken)
    {
        var datagram = SnmpMessageWriter.Write(Target.Version, Target.Community, pdu);
        return AskAsync(() => datagram, answer => Read(answer.Span, pdu.RequestId), cancellationToken);
    }

    private static SnmpReply? Read(ReadOnlySpan<byte> datagram, int requestId)
    {
        var outer = new BerReader(datagram);
        if (!outer.TryRead(BerTag.Sequence, out var content))
            return null;
        var body = new BerReader(content);
        if (!body.TryReadInteger(out _) || !body.TryRead(BerTag.OctetString, out _) || !body.TryRead(BerTag.Response, out var pdu))
            return null;
        return ReadPdu(pdu, out var answered) is { } reply && answered == requestId ? reply : null;
    }
}
