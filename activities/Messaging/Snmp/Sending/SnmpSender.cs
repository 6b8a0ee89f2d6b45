using System.Net.Sockets;
using System.Security.Cryptography;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>
/// Sends traps, informs and requests of versions 1, 2c and 3. Safe for concurrent use: every call has a socket of its own. Throws <see cref="SnmpException"/> when the peer does not
/// answer in time (after the retries), cannot be reached, or reports that it does not know the user; <see cref="FormatException"/> for what cannot be written.
/// </summary>
public sealed class SnmpSender(TimeProvider time)
{
    /// <summary>Sends a trap once; UDP tells nothing of its fate.</summary>
    /// <param name="source">Needed for version 3.</param>
    /// <param name="requestId">Null: chosen.</param>
    public async Task TrapAsync(SnmpTarget target, SnmpNotification notification, SnmpSource? source, int? requestId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(notification);
        var datagram = WriteTrap(target, notification, source, requestId ?? NewId());
        using var socket = Connect(target);
        try
        {
            await socket.SendAsync(datagram, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new SnmpException($"The trap could not be sent to {target.EndPoint}: {exception.Message}.", "snmp.unreachable", isTransient: true, exception);
        }
    }

    /// <summary>The bytes of a trap. Version 3 needs <paramref name="source"/> and the target's user.</summary>
    public static byte[] WriteTrap(SnmpTarget target, SnmpNotification notification, SnmpSource? source, int requestId)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(notification);
        switch (target.Version)
        {
            case SnmpVersion.V1:
                return SnmpMessageWriter.TrapV1(target.Community, notification);
            case SnmpVersion.V2c:
                return SnmpMessageWriter.TrapV2c(target.Community, requestId, notification);
            default:
                ArgumentNullException.ThrowIfNull(source);
                var user = UserOf(target);
                using (var keys = new UsmKeys(user, source.EngineId))
                {
                    return UsmWriter.Write(
                        new UsmEnvelope
                        {
                            MessageId = requestId,
                            EngineId = source.EngineId,
                            Boots = source.Boots,
                            Time = source.Time,
                            User = user.NameBytes.ToArray(),
                            Level = user.Level,
                            ContextEngineId = source.EngineId,
                            ContextName = System.Text.Encoding.UTF8.GetBytes(target.ContextName),
                        },
                        keys,
                        new SnmpPdu { Tag = BerTag.TrapV2, RequestId = requestId, Bindings = SnmpMessageWriter.BindingsOf(notification) });
                }
        }
    }

    /// <summary>Sends an inform until it is answered. Version 1 has none: <see cref="FormatException"/>.</summary>
    public async Task<SnmpReply> InformAsync(SnmpTarget target, SnmpNotification notification, int? requestId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(notification);
        if (target.Version == SnmpVersion.V1)
            throw new FormatException("SNMP version 1 has no informs; send a trap, or use version 2c or 3.");
        return await ExchangeAsync(
            target, new SnmpPdu { Tag = BerTag.Inform, RequestId = requestId ?? NewId(), Bindings = SnmpMessageWriter.BindingsOf(notification) }, cancellationToken);
    }

    /// <summary>Reads objects. Objects that are not there have the type <c>NoSuchObject</c> or <c>NoSuchInstance</c> (in version 1 the error-status <c>noSuchName</c>).</summary>
    public Task<SnmpReply> GetAsync(SnmpTarget target, IReadOnlyList<string> oids, CancellationToken cancellationToken) => RequestAsync(target, BerTag.Get, oids, 0, 0, cancellationToken);

    /// <summary>Reads the objects that follow.</summary>
    public Task<SnmpReply> GetNextAsync(SnmpTarget target, IReadOnlyList<string> oids, CancellationToken cancellationToken) =>
        RequestAsync(target, BerTag.GetNext, oids, 0, 0, cancellationToken);

    /// <summary>Reads up to <paramref name="maxRepetitions"/> objects that follow each. Not in version 1.</summary>
    public Task<SnmpReply> GetBulkAsync(SnmpTarget target, IReadOnlyList<string> oids, int maxRepetitions, CancellationToken cancellationToken) =>
        RequestAsync(target, BerTag.GetBulk, oids, 0, maxRepetitions, cancellationToken);

    /// <summary>Writes objects, all or none.</summary>
    public Task<SnmpReply> SetAsync(SnmpTarget target, IReadOnlyList<SnmpBinding> bindings, CancellationToken cancellationToken) =>
        ExchangeAsync(target, new SnmpPdu { Tag = BerTag.Set, RequestId = NewId(), Bindings = bindings }, cancellationToken);

    internal static UsmUser UserOf(SnmpTarget target) => target.User ?? throw new FormatException("SNMP version 3 needs a user.");

    internal static int NewId() => RandomNumberGenerator.GetInt32(1, int.MaxValue);

    private Task<SnmpReply> RequestAsync(SnmpTarget target, byte tag, IReadOnlyList<string> oids, int first, int second, CancellationToken cancellationToken) => ExchangeAsync(
        target,
        new SnmpPdu { Tag = tag, RequestId = NewId(), ErrorStatus = first, ErrorIndex = second, Bindings = [.. oids.Select(oid => new SnmpBinding(oid))] },
        cancellationToken);

    private async Task<SnmpReply> ExchangeAsync(SnmpTarget target, SnmpPdu pdu, CancellationToken cancellationToken)
    {
        using var socket = Connect(target);
        using var exchange = target.Version == SnmpVersion.V3 ? (SnmpExchange)new UsmExchange(socket, target, time) : new CommunityExchange(socket, target, time);
        return await exchange.RunAsync(pdu, cancellationToken);
    }

    private static Socket Connect(SnmpTarget target)
    {
        var socket = new Socket(target.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(target.EndPoint);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new SnmpException($"{target.EndPoint} cannot be reached: {exception.Message}.", "snmp.unreachable", isTransient: true, exception);
        }
    }
}
