using System.Net.Sockets;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>Version 3: finds the peer's engine (RFC 3414 section 4), asks in its time, and follows one report about it.</summary>
internal sealed class UsmExchange(Socket socket, SnmpTarget target, TimeProvider time) : SnmpExchange(socket, target, time)
{
    private const string Statistics = "1.3.6.1.6.3.15.1.1.";

    private readonly UsmUser _user = SnmpSender.UserOf(target);
    private readonly TimeProvider _time = time;
    private readonly HashSet<int> _messageIds = [];
    private byte[] _engineId = [];
    private int _boots;
    private int _engineTime;
    private long _learntAt;
    private UsmKeys? _keys;

    public override async Task<SnmpReply> RunAsync(SnmpPdu pdu, CancellationToken cancellationToken)
    {
        await AskAsync(Probe, ReadProbe, cancellationToken);
        _keys = new UsmKeys(_user, _engineId);
        for (var isLast = false; ; isLast = true)
        {
            var answer = await AskAsync(() => Write(pdu), datagram => Read(datagram.Span, pdu.RequestId), cancellationToken);
            if (answer.Report is null)
                return answer.Reply;
            if (isLast || answer.Report != Statistics + "2.0")
                throw Refused(answer.Report);
        }
    }

    public override void Dispose()
    {
        _keys?.Dispose();
        base.Dispose();
    }

    private byte[] Probe() => UsmWriter.Write(
        new UsmEnvelope { MessageId = NewMessageId(), EngineId = [], IsReportable = true },
        null,
        new SnmpPdu { Tag = BerTag.Get, RequestId = SnmpSender.NewId(), Bindings = [] });

    private byte[] Write(in SnmpPdu pdu) => UsmWriter.Write(
        new UsmEnvelope
        {
            MessageId = NewMessageId(),
            EngineId = _engineId,
            Boots = _user.Auth == SnmpAuthProtocol.None ? 0 : _boots,
            Time = _user.Auth == SnmpAuthProtocol.None ? 0 : _engineTime + (int)_time.GetElapsedTime(_learntAt).TotalSeconds,
            User = _user.NameBytes.ToArray(),
            Level = _user.Level,
            IsReportable = true,
            ContextEngineId = _engineId,
            ContextName = Encoding.UTF8.GetBytes(Target.ContextName),
        },
        _keys,
        pdu);

    private int NewMessageId()
    {
        var id = SnmpSender.NewId();
        _messageIds.Add(id);
        return id;
    }

    private object? ReadProbe(ReadOnlyMemory<byte> datagram)
    {
        if (!IsMine(datagram.Span, out var header) || header.EngineId.Length is < 5 or > 32 || !TryReadScope(header.Data, BerTag.Report, out _))
            return null;
        Learn(header);
        return this;
    }

    private bool IsMine(ReadOnlySpan<byte> datagram, out UsmHeader header)
    {
        header = default;
        return SnmpMessage.PeekVersion(datagram) == (long)SnmpVersion.V3 && UsmHeader.TryRead(datagram, out header) == SnmpRefusal.None && _messageIds.Contains(header.MessageId);
    }

    private void Learn(scoped in UsmHeader header)
    {
        _engineId = header.EngineId.ToArray();
        (_boots, _engineTime, _learntAt) = (header.Boots, header.Time, _time.GetTimestamp());
    }

    private Answer? Read(ReadOnlySpan<byte> datagram, int requestId)
    {
        if (!IsMine(datagram, out var header) || !header.EngineId.SequenceEqual(_engineId))
            return null;
        var isAuthentic = header.Level != SnmpSecurityLevel.NoAuthNoPriv && _keys!.MacSize > 0 && header.Mac.Length == _keys.MacSize && _keys.Verify(header.Whole, header.MacOffset);
        var scoped = header.Data;
        if (header.DataTag == BerTag.OctetString)
        {
            if (!isAuthentic || _user.Priv == SnmpPrivProtocol.None || header.Salt.Length != UsmCipher.SaltSize)
                return null;
            var plain = new BerReader(_keys!.Decrypt(header.Data, header.Boots, header.Time, header.Salt));
            if (!plain.TryRead(BerTag.Sequence, out scoped))
                return null;
        }

        if (TryReadScope(scoped, BerTag.Report, out var report))
        {
            if (ReadPdu(report, out _) is not { Variables: [var statistic, ..] })
                return null;

            // Who cannot authenticate may say that it does not know us; our idea of its clock changes only by its key.
            if (isAuthentic)
                Learn(header);
            return isAuthentic || statistic.Oid != Statistics + "2.0" ? new Answer(null!, statistic.Oid) : null;
        }

        if (header.Level != _user.Level || (_user.Auth != SnmpAuthProtocol.None && !isAuthentic) || !TryReadScope(scoped, BerTag.Response, out var pdu))
            return null;
        return ReadPdu(pdu, out var answered) is { } reply && answered == requestId ? new Answer(reply, null) : null;
    }

    private static bool TryReadScope(ReadOnlySpan<byte> scoped, byte tag, out ReadOnlySpan<byte> pdu)
    {
        pdu = default;
        var scope = new BerReader(scoped);
        return scope.TryRead(BerTag.OctetString, out _) && scope.TryRead(BerTag.OctetString, out _) && scope.TryRead(tag, out pdu);
    }

    private SnmpException Refused(string statistic)
    {
        var why = statistic[Statistics.Length..] switch
        {
            "1.0" => $"does not support the security level {_user.Level} of user '{_user.Name}'",
            "2.0" => "says that the message is not in its time window",
            "3.0" => $"does not know the user '{_user.Name}'",
            "4.0" => "does not know the engine id",
            "5.0" => $"could not authenticate user '{_user.Name}': wrong authentication password or protocol",
            "6.0" => $"could not decrypt the message of user '{_user.Name}': wrong privacy password, protocol or key extension",
            _ => $"reported {statistic}",
        };
        return new SnmpException($"{Target.EndPoint} {why}.", "snmp.report", isTransient: false);
    }

    private sealed record Answer(SnmpReply Reply, string? Report);
}
