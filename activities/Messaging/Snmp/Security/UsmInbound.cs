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
        report = null;
        var proof = default(Proof);
        var refusal = UsmHeader.TryRead(datagram, out header);
        var plain = header.Data;
        if (refusal == SnmpRefusal.None)
            refusal = TryUnlock(header, out plain, out proof, out report);
        if (refusal == SnmpRefusal.None)
            refusal = SnmpMessage.ReadV3(header, plain, out message);
        else
            message = default;
        if (refusal != SnmpRefusal.None)
            return refusal;
        if (message.IsInform != proof.IsLocal)
            return SnmpRefusal.UnknownEngine;
        var isKnown = !message.IsInform && proof.Engine >= 0 && !_replays.IsNew(proof.Engine, header.Boots, header.MessageId, message.RequestId, proof.Now);
        return isKnown ? SnmpRefusal.Replayed : SnmpRefusal.None;
    }

    /// <summary>All up to the scoped PDU in plain.</summary>
    private SnmpRefusal TryUnlock(scoped in UsmHeader header, out ReadOnlySpan<byte> plain, out Proof proof, out byte[]? report)
    {
        plain = default;
        report = null;
        var isLocal = header.EngineId.SequenceEqual(engine.Id);
        proof = new Proof(isLocal, -1, 0);
        if (!isLocal && header.IsReportable)
            return Refuse(header, UsmCounter.UnknownEngineIds, header.EngineId.IsEmpty ? SnmpRefusal.Discovery : SnmpRefusal.UnknownEngine, null, out report);
        var user = users.Find(header.User);
        if (user is null)
            return Refuse(header, UsmCounter.UnknownUserNames, users.IsEmpty ? SnmpRefusal.V3NotConfigured : SnmpRefusal.UnknownUser, null, out report);
        if (!isLocal && !MaySendFrom(user, header.EngineId))
            return Refuse(header, UsmCounter.UnknownEngineIds, SnmpRefusal.UnknownEngine, null, out report);
        if (header.Level != user.Level)
            return Refuse(header, UsmCounter.UnsupportedSecLevels, SnmpRefusal.WrongLevel, null, out report);
        UsmKeys? keys = null;
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
            var now = time.GetTimestamp();
            proof = new Proof(isLocal, isLocal ? CheckLocal(header) : engines.Check(header.EngineId, header.Boots, header.Time, now), now);
            if (proof.Engine < 0)
                return Refuse(header, UsmCounter.NotInTimeWindows, SnmpRefusal.NotInTimeWindow, keys, out report);
        }

        plain = header.Data;
        if (user.Priv == SnmpPrivProtocol.None)
            return header.DataTag == BerTag.Sequence ? SnmpRefusal.None : SnmpRefusal.MalformedV3;
        if (header.DataTag != BerTag.OctetString || header.Salt.Length != UsmCipher.SaltSize || !TryDecrypt(header, keys!, out plain))
            return Refuse(header, UsmCounter.DecryptionErrors, SnmpRefusal.DecryptionError, null, out report);
        return SnmpRefusal.None;
    }

    /// <summary>RFC 3414 3.2 7 a; 0 when the message is in the window, else −1.</summary>
    private int CheckLocal(scoped in UsmHeader header) =>
        engine.Boots != LocalEngine.MaxBoots && header.Boots == engine.Boots && Math.Abs((long)header.Time - engine.Time) <= RemoteEngines.WindowSeconds ? 0 : -1;

    private static bool TryDecrypt(scoped in UsmHeader header, UsmKeys keys, out ReadOnlySpan<byte> pdu)
    {
        // What follows the scoped PDU is the padding of a block cipher.
        var reader = new BerReader(keys.Decrypt(header.Data, header.Boots, header.Time, header.Salt));
        return reader.TryRead(BerTag.Sequence, out pdu);
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

    /// <summary>What was proved on the way: the engine's number, −1 without authentication; and when.</summary>
    private readonly record struct Proof(bool IsLocal, int Engine, long Now);
}
