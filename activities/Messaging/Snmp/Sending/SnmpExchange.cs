using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>A request and its answer over a connected socket, with time-outs and retries.</summary>
internal abstract class SnmpExchange(Socket socket, SnmpTarget target, TimeProvider time) : IDisposable
{
    private readonly byte[] _buffer = new byte[65_536];

    protected SnmpTarget Target { get; } = target;

    public abstract Task<SnmpReply> RunAsync(SnmpPdu pdu, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    /// <summary>
    /// Sends what <paramref name="write"/> gives, anew for every attempt, until <paramref name="read"/> understands an answer. Other datagrams are passed over: late answers to
    /// earlier attempts, forgeries.
    /// </summary>
    protected async Task<T> AskAsync<T>(Func<byte[]> write, Func<ReadOnlyMemory<byte>, T?> read, CancellationToken cancellationToken) where T : class
    {
        SocketException? refused = null;
        for (var attempt = 0; attempt <= Target.Retries; attempt++)
        {
            using var timeout = new CancellationTokenSource(Target.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await socket.SendAsync(write(), either.Token);
                while (true)
                {
                    var length = await socket.ReceiveAsync(_buffer, either.Token);
                    if (read(_buffer.AsMemory(0, length)) is { } answer)
                        return answer;
                }
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
            }
            catch (SocketException exception)
            {
                // ICMP says that nobody listens; the peer may be starting, so the attempt's time is waited out.
                refused = exception;
                await Task.Delay(Target.Timeout, time, cancellationToken);
            }
        }

        var tried = $"{Target.Retries + 1} attempts of {Target.Timeout.TotalSeconds:0.###} s";
        throw refused is null
            ? new SnmpException($"No answer from {Target.EndPoint} after {tried}.", "snmp.timeout", isTransient: true)
            : new SnmpException($"{Target.EndPoint} cannot be reached after {tried}: {refused.Message}.", "snmp.unreachable", isTransient: true, refused);
    }

    /// <summary>Reads the content of a PDU; null when it is none.</summary>
    protected static SnmpReply? ReadPdu(ReadOnlySpan<byte> content, out long requestId)
    {
        var pdu = new BerReader(content);
        if (!pdu.TryReadInteger(out requestId) || !pdu.TryReadInteger(out var status) || !pdu.TryReadInteger(out var index) || !pdu.TryRead(BerTag.Sequence, out var list))
            return null;
        var variables = new List<SnmpVariable>();
        var binds = new VarBindReader(list);
        while (binds.MoveNext())
        {
            var bind = binds.Current;
            var oid = OidCodec.Format(bind.Oid);
            var (type, value) = SnmpValues.ToPlain(bind.Tag, bind.Value);
            variables.Add(new SnmpVariable(oid, Names.SnmpNames.Variable(oid), type, value));
        }

        return binds.IsMalformed ? null : new SnmpReply { ErrorStatus = (int)status, ErrorIndex = (int)index, Variables = variables };
    }
}
