using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// Opens version 3 messages from the network by RFC 3414 3.2: user, exact level, digest, time window, decryption; and answers what may be answered with a report. A trap's
/// authoritative engine is its sender, an inform's is this one. Used by one thread.
/// </summary>
internal sealed class UsmInbound(UsmUsers users, LocalEngine engine, RemoteEngines engines, TimeProvider time)
{
    private readonly UsmKeyCache _keys = new(users);
    private readonly ReplayGuard _replays = new(time);
    private readonly uint[] _counters = new uint[7];

    /// <summary>Count of a USM statistic since the start.</summary>
    public uint Count(UsmCounter counter) => Volatile.Read(ref _counters[(int)counter]);

    /// <summary>
    /// Reads a datagram of version 3. The message's spans point into the datagram or into a buffer that holds until the next call. <paramref name="report"/> is what to send back,
    /// never for a trap.
    /// </summary>
    public SnmpRefusal TryOpen(ReadOnlySpan<byte> datagram, out UsmHeader header, out SnmpMessage message, out byte[]? report)
    {
        message = default;
        report = null;
        var refusal = UsmHeader.TryRead(datagram, out header);
        if (refusal != SnmpRefusal.None)
            return refusal;
        var isLocal = header.EngineId.SequenceEqual(engine.Id);
        if (!isLocal && header.IsReportable)
            return Refuse(header, UsmCounter.UnknownEngineIds, header.EngineId.IsEmpty ? SnmpRefusal.Discovery : SnmpRefusal.UnknownEngine, null, out report);
        var user = users.Find(header.User);
        if (user is null)
            return Refuse(header, UsmCounter.UnknownUserNames, users.IsEmpty ? SnmpRefusal.V3NotConfigured : SnmpRefusal.UnknownUser, null, out report);
        if (!isLocal && !MaySendFrom(user, header.EngineId))
            return Refuse(header, UsmCounter.UnknownEngineIds, SnmpRefusal.UnknownEngine, null, out report);
        if (header.Level != user.Level)
            return Refuse(header, UsmCounter.UnsupportedSecLevels, SnmpRefusal.WrongLevel, null, out report);
        return Open(header, user, isLocal, out message, out report);
    }

    private SnmpRefusal Open(scoped in UsmHeader header, UsmUser user, bool isLocal, out SnmpMessage message, out byte[]? report)
    {
        message = default;
        report = null;
        UsmKeys? keys = null;
        var number = -1;
        var now = 0L;
        if (user.Auth != SnmpAuthProtocol.None)
        {
            keys = _keys.Find(user, header.EngineId, out var isNew);
            if (header.Mac.Length != keys.MacSize || !keys.Verify(header.Whole, header.MacOffset))
            {
                if (isNew)
                    keys.Dispose();
                return Refuse(header, UsmCounter.WrongDigests, SnmpRefusal.WrongDigest, null, out report);
            }

            if (isNew)
                _keys.Keep(keys, header.EngineId);
            now = time.GetTimestamp();
            number = isLocal ? CheckLocal(header) : engines.Check(header.EngineId, header.Boots, header.Time, now);
            if (number < 0)
                return Refuse(header, UsmCounter.NotInTimeWindows, SnmpRefusal.NotInTimeWindow, keys, out report);
        }

        var scoped = header.Data;
        if (user.Priv != SnmpPrivProtocol.None)
        {
            if (header.DataTag != BerTag.OctetString || header.Salt.Length != UsmCipher.SaltSize || !TryDecrypt(header, keys!, out scoped))
                return Refuse(header, UsmCounter.DecryptionErrors, SnmpRefusal.DecryptionError, null, out report);
        }
        else if (header.DataTag != BerTag.Sequence)
        {
            return SnmpRefusal.MalformedV3;
        }

        var refusal = SnmpMessage.ReadV3(header, scoped, out message);
        if (refusal != SnmpRefusal.None)
            return refusal;
        if (message.IsInform != isLocal)
            return SnmpRefusal.UnknownEngine;
        return message.IsInform || number < 0 || _replays.IsNew(number, header.Boots, header.MessageId, message.RequestId, now) ? SnmpRefusal.None : SnmpRefusal.Replayed;
    }

    /// <summary>RFC 3414 3.2 7 a; 0 when the message is in the window, else −1.</summary>
    private int CheckLocal(scoped in UsmHeader header) =>
        engine.Boots != LocalEngine.MaxBoots && header.Boots == engine.Boots && Math.Abs((long)header.Time - engine.Time) <= RemoteEngines.WindowSeconds ? 0 : -1;

    private static bool TryDecrypt(scoped in UsmHeader header, UsmKeys keys, out ReadOnlySpan<byte> scoped)
    {
        // What follows the scoped PDU is the padding of a block cipher.
        var plain = new BerReader(keys.Decrypt(header.Data, header.Boots, header.Time, header.Salt));
        return plain.TryRead(BerTag.Sequence, out scoped);
    }

    private static bool MaySendFrom(UsmUser user, ReadOnlySpan<byte> engineId)
    {
        if (user.EngineIds.IsEmpty)
            return true;
        foreach (var allowed in user.EngineIds)
        {
            if (engineId.SequenceEqual(allowed))
                return true;
        }

        return false;
    }

    /// <summary>Counts and, where the message allows it, writes a report; it is authenticated when keys are given (RFC 3414 3.2 7 a).</summary>
    private SnmpRefusal Refuse(scoped in UsmHeader header, UsmCounter counter, SnmpRefusal refusal, UsmKeys? keys, out byte[]? report)
    {
        var count = ++_counters[(int)counter];
        report = null;
        if (!header.IsReportable)
            return refusal;
        var requestId = 0L;
        if (header.DataTag == BerTag.Sequence)
        {
            SnmpMessage.ReadV3(header, header.Data, out var message);
            requestId = message.RequestId;
        }

        report = UsmWriter.Write(
            new UsmEnvelope
            {
                MessageId = header.MessageId,
                EngineId = engine.Id,
                Boots = engine.Boots,
                Time = engine.Time,
                User = header.User.ToArray(),
                Level = keys is null ? SnmpSecurityLevel.NoAuthNoPriv : SnmpSecurityLevel.AuthNoPriv,
                ContextEngineId = engine.Id,
            },
            keys,
            new SnmpPdu
            {
                Tag = BerTag.Report,
                RequestId = (int)requestId,
                Bindings = [new SnmpBinding($"1.3.6.1.6.3.15.1.1.{(int)counter}.0", SnmpValue.Counter32(count))],
            });
        return refusal;
    }
}
