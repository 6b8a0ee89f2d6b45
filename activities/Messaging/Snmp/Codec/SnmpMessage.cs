using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>A trap or inform, decoded in place: all spans point into the datagram.</summary>
internal ref struct SnmpMessage
{
    public SnmpVersion Version;

    /// <summary><see cref="BerTag.TrapV1"/>, <see cref="BerTag.TrapV2"/> or <see cref="BerTag.Inform"/>.</summary>
    public byte PduTag;

    /// <summary>Of v1 and v2c.</summary>
    public ReadOnlySpan<byte> Community;

    /// <summary>v3 only: the authoritative engine, of a trap the sender's own.</summary>
    public ReadOnlySpan<byte> EngineId;

    /// <summary>v3 only.</summary>
    public ReadOnlySpan<byte> User;

    /// <summary>v3 only.</summary>
    public ReadOnlySpan<byte> ContextEngineId;

    /// <summary>v3 only.</summary>
    public ReadOnlySpan<byte> ContextName;

    /// <summary>v3 only.</summary>
    public SnmpSecurityLevel Level;

    /// <summary>v3 only.</summary>
    public int MessageId;

    /// <summary>v3 only: content of the scoped PDU.</summary>
    public ReadOnlySpan<byte> ScopedPdu;

    /// <summary>Of v2c and v3; 0 in v1.</summary>
    public long RequestId;

    /// <summary>Content of the PDU.</summary>
    public ReadOnlySpan<byte> Pdu;

    /// <summary>v1 only: BER bytes.</summary>
    public ReadOnlySpan<byte> Enterprise;

    /// <summary>v1 only: four bytes as a rule.</summary>
    public ReadOnlySpan<byte> AgentAddress;

    /// <summary>v1 only: 0–5 standard traps, 6 enterprise specific.</summary>
    public long GenericTrap;

    /// <summary>v1 only.</summary>
    public long SpecificTrap;

    /// <summary>Hundredths of a second since the agent started: v1's time-stamp, v2c's <c>sysUpTime.0</c>, wherever it stands; 0 when absent.</summary>
    public ulong Uptime;

    /// <summary>v2c and v3: value of <c>snmpTrapOID.0</c>, wherever it stands; empty when absent.</summary>
    public ReadOnlySpan<byte> TrapOid;

    /// <summary>Content of the list of variable bindings, checked.</summary>
    public ReadOnlySpan<byte> VarBindList;

    public int VarBindCount;

    public readonly bool IsInform => PduTag == BerTag.Inform;

    public readonly VarBindReader VarBinds => new(VarBindList);

    /// <summary>1.3.6.1.2.1.1.3.0</summary>
    public static ReadOnlySpan<byte> SysUpTime => [0x2B, 0x06, 0x01, 0x02, 0x01, 0x01, 0x03, 0x00];

    /// <summary>1.3.6.1.6.3.1.1.4.1.0</summary>
    public static ReadOnlySpan<byte> SnmpTrapOid => [0x2B, 0x06, 0x01, 0x06, 0x03, 0x01, 0x01, 0x04, 0x01, 0x00];

    /// <summary>
    /// Decodes a datagram of version 1 or 2c. Bytes after the message are ignored. Allocates nothing and throws nothing. Version 3 is refused here: see
    /// <see cref="UsmInbound"/> for what comes from the network, and <see cref="TryReadStored"/> for what was verified.
    /// </summary>
    public static SnmpRefusal TryRead(ReadOnlySpan<byte> datagram, out SnmpMessage message)
    {
        message = default;
        if (datagram.IsEmpty || datagram[0] != BerTag.Sequence)
            return SnmpRefusal.NotSnmp;
        var outer = new BerReader(datagram);
        if (!outer.TryRead(out _, out var content))
            return SnmpRefusal.Truncated;
        var body = new BerReader(content);
        if (!body.TryReadInteger(out var version))
            return SnmpRefusal.NotSnmp;
        switch (version)
        {
            case (long)SnmpVersion.V1 or (long)SnmpVersion.V2c:
                break;
            case (long)SnmpVersion.V3:
                return SnmpRefusal.V3NotConfigured;
            default:
                return SnmpRefusal.UnknownVersion;
        }

        message.Version = (SnmpVersion)version;
        if (!body.TryRead(BerTag.OctetString, out message.Community) || !body.TryRead(out message.PduTag, out message.Pdu) || !body.IsEmpty)
            return SnmpRefusal.NotSnmp;
        return (message.Version, message.PduTag) switch
        {
            (SnmpVersion.V1, BerTag.TrapV1) => message.ReadV1(),
            (SnmpVersion.V2c, BerTag.TrapV2 or BerTag.Inform) => message.ReadV2(),
            _ => SnmpRefusal.NotATrap,
        };
    }

    /// <summary>Version number of a datagram; −1 when it has none.</summary>
    public static long PeekVersion(ReadOnlySpan<byte> datagram)
    {
        var outer = new BerReader(datagram);
        if (!outer.TryRead(BerTag.Sequence, out var content))
            return -1;
        var body = new BerReader(content);
        return body.TryReadInteger(out var version) ? version : -1;
    }

    /// <summary>Decodes a message that was accepted earlier: as <see cref="TryRead"/>, and version 3 in the form of <see cref="UsmNormalForm"/>, trusted without a look at its digest.</summary>
    public static SnmpRefusal TryReadStored(ReadOnlySpan<byte> stored, out SnmpMessage message)
    {
        if (PeekVersion(stored) != (long)SnmpVersion.V3)
            return TryRead(stored, out message);
        message = default;
        var refusal = UsmHeader.TryRead(stored, out var header);
        if (refusal != SnmpRefusal.None)
            return refusal;
        return header.DataTag == BerTag.Sequence ? ReadV3(header, header.Data, out message) : SnmpRefusal.MalformedV3;
    }

    /// <summary>Decodes the content of a scoped PDU (RFC 3412 section 6) whose header was read.</summary>
    public static SnmpRefusal ReadV3(scoped in UsmHeader header, ReadOnlySpan<byte> scopedPdu, out SnmpMessage message)
    {
        message = default;
        message.Version = SnmpVersion.V3;
        message.EngineId = header.EngineId;
        message.User = header.User;
        message.Level = header.Level;
        message.MessageId = header.MessageId;
        message.ScopedPdu = scopedPdu;
        var scope = new BerReader(scopedPdu);
        if (!scope.TryRead(BerTag.OctetString, out message.ContextEngineId) || !scope.TryRead(BerTag.OctetString, out message.ContextName)
            || !scope.TryRead(out message.PduTag, out message.Pdu) || !scope.IsEmpty)
            return SnmpRefusal.MalformedV3;
        if (message.PduTag is BerTag.TrapV2 or BerTag.Inform)
            return message.ReadV2();
        var pdu = new BerReader(message.Pdu);
        pdu.TryReadInteger(out message.RequestId);
        return SnmpRefusal.NotATrap;
    }

    private SnmpRefusal ReadV1()
    {
        var pdu = new BerReader(Pdu);
        return pdu.TryRead(BerTag.ObjectId, out Enterprise) && OidCodec.IsValid(Enterprise)
            && pdu.TryRead(BerTag.IpAddress, out AgentAddress)
            && pdu.TryReadInteger(out GenericTrap)
            && pdu.TryReadInteger(out SpecificTrap)
            && pdu.TryRead(BerTag.TimeTicks, out var ticks) && BerReader.TryParseUnsigned(ticks, out Uptime)
            && pdu.TryRead(BerTag.Sequence, out VarBindList) && pdu.IsEmpty
            ? CheckVarBinds()
            : SnmpRefusal.MalformedPdu;
    }

    private SnmpRefusal ReadV2()
    {
        var pdu = new BerReader(Pdu);
        return pdu.TryReadInteger(out RequestId)
            && pdu.TryReadInteger(out _)
            && pdu.TryReadInteger(out _)
            && pdu.TryRead(BerTag.Sequence, out VarBindList) && pdu.IsEmpty
            ? CheckVarBinds()
            : SnmpRefusal.MalformedPdu;
    }

    /// <summary>The same reading as <see cref="VarBindReader"/>'s, written out because every trap goes through it.</summary>
    private SnmpRefusal CheckVarBinds()
    {
        var list = new BerReader(VarBindList);
        var count = 0;
        while (!list.IsEmpty)
        {
            if (!list.TryRead(out var tag, out var content) || tag != BerTag.Sequence)
                return SnmpRefusal.MalformedVariables;
            var pair = new BerReader(content);
            if (!pair.TryRead(out tag, out var oid) || tag != BerTag.ObjectId || !pair.TryRead(out tag, out var value) || !pair.IsEmpty || !OidCodec.IsValid(oid))
                return SnmpRefusal.MalformedVariables;
            count++;
            if (tag == BerTag.TimeTicks)
            {
                if (Version != SnmpVersion.V1 && oid.SequenceEqual(SysUpTime) && BerReader.TryParseUnsigned(value, out var ticks))
                    Uptime = ticks;
            }
            else if (tag == BerTag.ObjectId)
            {
                if (!OidCodec.IsValid(value))
                    return SnmpRefusal.MalformedVariables;
                if (Version != SnmpVersion.V1 && TrapOid.IsEmpty && oid.SequenceEqual(SnmpTrapOid))
                    TrapOid = value;
            }
        }

        VarBindCount = count;
        return SnmpRefusal.None;
    }
}
