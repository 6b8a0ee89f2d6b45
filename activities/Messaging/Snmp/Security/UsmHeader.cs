using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>The outside of a version 3 message with the user-based security model (RFC 3412 section 6, RFC 3414 2.4): spans point into the datagram, nothing is verified.</summary>
internal ref struct UsmHeader
{
    private const int UserBasedModel = 3;
    private const byte ReportableFlag = 4;

    public int MessageId;

    public byte Flags;

    public ReadOnlySpan<byte> EngineId;

    public int Boots;

    public int Time;

    public ReadOnlySpan<byte> User;

    /// <summary>The digest; empty without authentication.</summary>
    public ReadOnlySpan<byte> Mac;

    public int MacOffset;

    public ReadOnlySpan<byte> Salt;

    /// <summary><see cref="BerTag.Sequence"/>: <see cref="Data"/> is a scoped PDU in plain. <see cref="BerTag.OctetString"/>: it is encrypted.</summary>
    public byte DataTag;

    public ReadOnlySpan<byte> Data;

    /// <summary>The message without what may follow it in the datagram.</summary>
    public ReadOnlySpan<byte> Whole;

    public readonly bool IsReportable => (Flags & ReportableFlag) != 0;

    /// <summary>Level that the message claims; bit 2 without bit 1 is no level.</summary>
    public readonly SnmpSecurityLevel Level => (SnmpSecurityLevel)(Flags & 3);

    public static SnmpRefusal TryRead(ReadOnlySpan<byte> datagram, out UsmHeader header)
    {
        header = default;
        var outer = new BerReader(datagram);
        if (!outer.TryRead(BerTag.Sequence, out var content))
            return SnmpRefusal.Truncated;
        header.Whole = datagram[..outer.Position];
        var body = new BerReader(content);
        if (!body.TryReadInteger(out _) || !body.TryRead(BerTag.Sequence, out var global) || !header.TryReadGlobal(global, out var model))
            return SnmpRefusal.MalformedV3;
        if (model != UserBasedModel)
            return SnmpRefusal.UnknownSecurityModel;
        if (!body.TryRead(BerTag.OctetString, out var security) || !header.TryReadSecurity(security) || !body.TryRead(out header.DataTag, out header.Data) || !body.IsEmpty)
            return SnmpRefusal.MalformedV3;
        if (header.DataTag is not (BerTag.Sequence or BerTag.OctetString) || (header.Flags & 3) == 2)
            return SnmpRefusal.MalformedV3;
        if (!header.Mac.IsEmpty)
            datagram.Overlaps(header.Mac, out header.MacOffset);
        return SnmpRefusal.None;
    }

    private bool TryReadGlobal(ReadOnlySpan<byte> content, out long model)
    {
        model = 0;
        var reader = new BerReader(content);
        if (!TryReadNumber(ref reader, out MessageId) || !TryReadNumber(ref reader, out _) || !reader.TryRead(BerTag.OctetString, out var flags) || flags.Length != 1)
            return false;
        Flags = flags[0];
        return reader.TryReadInteger(out model) && reader.IsEmpty;
    }

    private bool TryReadSecurity(ReadOnlySpan<byte> content)
    {
        var outer = new BerReader(content);
        if (!outer.TryRead(BerTag.Sequence, out var parameters) || !outer.IsEmpty)
            return false;
        var reader = new BerReader(parameters);
        return reader.TryRead(BerTag.OctetString, out EngineId) && EngineId.Length <= 32
            && TryReadNumber(ref reader, out Boots) && TryReadNumber(ref reader, out Time)
            && reader.TryRead(BerTag.OctetString, out User) && User.Length <= UsmUser.MaxNameBytes
            && reader.TryRead(BerTag.OctetString, out Mac) && reader.TryRead(BerTag.OctetString, out Salt) && reader.IsEmpty;
    }

    /// <summary>INTEGER (0..2147483647).</summary>
    private static bool TryReadNumber(ref BerReader reader, out int number)
    {
        var isNumber = reader.TryReadInteger(out var value) && value is >= 0 and <= int.MaxValue;
        number = isNumber ? (int)value : 0;
        return isNumber;
    }
}
