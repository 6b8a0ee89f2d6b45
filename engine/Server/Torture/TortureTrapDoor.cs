using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Server.Torture;

/// <summary>SNMPv2c informs (RFC 3416), sent again from the same port with the same request id until they are answered, as agents do.</summary>
internal sealed class TortureTrapDoor(IPEndPoint listener) : ITortureDoor
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly Asn1Tag s_inform = new(TagClass.ContextSpecific, 6, isConstructed: true);
    private static readonly Asn1Tag s_response = new(TagClass.ContextSpecific, 2, isConstructed: true);
    private static readonly Asn1Tag s_timeTicks = new(TagClass.Application, 3);
    private readonly ConcurrentDictionary<string, (UdpClient Socket, int RequestId)> _open = new(StringComparer.Ordinal);
    private int _requestId;

    public async Task<bool> SendAsync(string operation, CancellationToken cancellationToken)
    {
        var (socket, requestId) = _open.GetOrAdd(operation, _ => (new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)), Interlocked.Increment(ref _requestId)));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_patience);
        try
        {
            await socket.SendAsync(Inform(operation, requestId), listener, timeout.Token);
            while (true)
            {
                var answer = await socket.ReceiveAsync(timeout.Token);
                if (RequestIdOf(answer.Buffer) != requestId)
                    continue;
                if (_open.TryRemove(operation, out _))
                    socket.Dispose();
                return true;
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false; // Nobody listens just now, or no answer: the agent sends it again.
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var (socket, _) in _open.Values)
            socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Inform(string operation, int requestId)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString("public"u8);
            using (writer.PushSequence(s_inform))
            {
                writer.WriteInteger(requestId);
                writer.WriteInteger(0);
                writer.WriteInteger(0);
                using (writer.PushSequence())
                {
                    Variable(writer, "1.3.6.1.2.1.1.3.0", () => writer.WriteInteger(requestId, s_timeTicks));
                    Variable(writer, "1.3.6.1.6.3.1.1.4.1.0", () => writer.WriteObjectIdentifier(TortureDefinitions.TrapOid));
                    Variable(writer, TortureDefinitions.OperationOid + ".0", () => writer.WriteOctetString(Encoding.ASCII.GetBytes(operation)));
                }
            }
        }

        return writer.Encode();
    }

    private static void Variable(AsnWriter writer, string oid, Action writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writeValue();
        }
    }

    private static long? RequestIdOf(byte[] datagram)
    {
        try
        {
            var message = new AsnReader(datagram, AsnEncodingRules.BER).ReadSequence();
            message.ReadInteger();
            message.ReadOctetString();
            return (long)message.ReadSequence(s_response).ReadInteger();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
