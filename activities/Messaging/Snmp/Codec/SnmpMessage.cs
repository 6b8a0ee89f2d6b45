namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>A trap or inform, decoded in place: all spans point into the datagram.</summary>
internal ref struct SnmpMessage
{
    public SnmpVersion Version;

    /// <summary><see cref="BerTag.TrapV1"/>, <see cref="BerTag.TrapV2"/> or <see cref="BerTag.Inform"/>.</summary>
    public byte PduTag;

    public ReadOnlySpan<byte> Community;

    /// <summary>Of v2c; 0 in v1.</summary>
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

    /// <summary>v2c only: value of <c>snmpTrapOID.0</c>, wherever it stands; empty when absent.</summary>
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

    /// <summary>Decodes a datagram. Bytes after the message are ignored. Allocates nothing and throws nothing.</summary>
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

    private SnmpRefusal CheckVarBinds()
    {
        var reader = VarBinds;
        while (reader.MoveNext())
        {
            VarBindCount++;
            if (Version == SnmpVersion.V1)
                continue;
            var bind = reader.Current;
            if (bind.Tag == BerTag.TimeTicks && bind.Oid.SequenceEqual(SysUpTime) && BerReader.TryParseUnsigned(bind.Value, out var ticks))
                Uptime = ticks;
            else if (bind.Tag == BerTag.ObjectId && TrapOid.IsEmpty && bind.Oid.SequenceEqual(SnmpTrapOid))
                TrapOid = bind.Value;
        }

        return reader.IsMalformed ? SnmpRefusal.MalformedVariables : SnmpRefusal.None;
    }
}
