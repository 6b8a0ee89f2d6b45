using System.Formats.Asn1;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>
/// The platform's static decoder doing the same as ours on spans: header, request id, every variable's identifier and value found and their identifiers checked, the trap's identity and
/// uptime. It has no check of identifiers that does not make text of them, so it borrows ours; its strictness with integers is left as it is.
/// </summary>
internal static class AsnTrap
{
    private const AsnEncodingRules Ber = AsnEncodingRules.BER;
    private static readonly Asn1Tag s_trap = new(TagClass.ContextSpecific, 7, isConstructed: true);
    private static readonly Asn1Tag s_ticks = new(TagClass.Application, 3);

    /// <summary>Throws when it is no trap.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> datagram, out int variables, out ulong uptime, out long requestId)
    {
        (variables, uptime) = (0, 0);
        var body = Sequence(datagram, null, out _);
        if (!AsnDecoder.TryReadInt64(body, Ber, out var version, out var used) || version != 1)
            throw new InvalidDataException("No version 2c.");
        body = body[used..];
        if (!AsnDecoder.TryReadPrimitiveOctetString(body, Ber, out _, out used))
            throw new InvalidDataException("No community.");
        body = body[used..];
        var pdu = Sequence(body, s_trap, out used);
        if (used != body.Length || !AsnDecoder.TryReadInt64(pdu, Ber, out requestId, out used))
            throw new InvalidDataException("No request id.");
        pdu = pdu[used..];
        for (var number = 0; number < 2; number++)
        {
            if (!AsnDecoder.TryReadInt64(pdu, Ber, out _, out used))
                throw new InvalidDataException("No error status or index.");
            pdu = pdu[used..];
        }

        var list = Sequence(pdu, null, out used);
        if (used != pdu.Length)
            throw new InvalidDataException("Something follows the variables.");
        ReadOnlySpan<byte> identity = default;
        while (!list.IsEmpty)
        {
            var bind = Sequence(list, null, out used);
            list = list[used..];
            var oid = Element(bind, out var tag, out used);
            var rest = bind[used..];
            var value = Element(rest, out var kind, out used);
            if (tag != Asn1Tag.ObjectIdentifier || used != rest.Length || !OidCodec.IsValid(oid))
                throw new InvalidDataException("No variable.");
            if (kind == s_ticks)
            {
                if (oid.SequenceEqual(SnmpMessage.SysUpTime) && AsnDecoder.TryReadUInt64(rest, Ber, out var ticks, out _, s_ticks))
                    uptime = ticks;
            }
            else if (kind == Asn1Tag.ObjectIdentifier)
            {
                if (!OidCodec.IsValid(value))
                    throw new InvalidDataException("No identifier.");
                if (identity.IsEmpty && oid.SequenceEqual(SnmpMessage.SnmpTrapOid))
                    identity = value;
            }

            variables++;
        }

        return identity;
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> data, out Asn1Tag tag, out int used)
    {
        tag = AsnDecoder.ReadEncodedValue(data, Ber, out var offset, out var length, out used);
        return data.Slice(offset, length);
    }

    private static ReadOnlySpan<byte> Sequence(ReadOnlySpan<byte> data, Asn1Tag? tag, out int used)
    {
        AsnDecoder.ReadSequence(data, Ber, out var offset, out var length, out used, tag);
        return data.Slice(offset, length);
    }
}
