using System.Formats.Asn1;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>The platform's static decoder doing the same on spans: header, trap identity, every variable's identifier and value.</summary>
internal static class AsnTrap
{
    private const AsnEncodingRules Ber = AsnEncodingRules.BER;

    public static int Read(ReadOnlySpan<byte> datagram)
    {
        var variables = 0;
        var body = Sequence(datagram, null, out _);
        AsnDecoder.TryReadInt64(body, Ber, out _, out var used);
        body = body[used..];
        AsnDecoder.TryReadPrimitiveOctetString(body, Ber, out _, out used);
        body = body[used..];
        var pdu = Sequence(body, new Asn1Tag(TagClass.ContextSpecific, 7, isConstructed: true), out _);
        for (var number = 0; number < 3; number++)
        {
            AsnDecoder.TryReadInt64(pdu, Ber, out _, out used);
            pdu = pdu[used..];
        }

        var list = Sequence(pdu, null, out _);
        while (!list.IsEmpty)
        {
            var bind = Sequence(list, null, out used);
            list = list[used..];
            AsnDecoder.ReadEncodedValue(bind, Ber, out _, out _, out used);
            AsnDecoder.ReadEncodedValue(bind[used..], Ber, out _, out _, out _);
            variables++;
        }

        return variables;
    }

    private static ReadOnlySpan<byte> Sequence(ReadOnlySpan<byte> data, Asn1Tag? tag, out int used)
    {
        AsnDecoder.ReadSequence(data, Ber, out var offset, out var length, out used, tag);
        return data.Slice(offset, length);
    }
}
