using System.Buffers.Binary;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>A small BER encoder for tests: minimal lengths and integers unless asked otherwise.</summary>
internal static class Ber
{
    public static byte[] Tlv(byte tag, params byte[][] contents)
    {
        var content = contents.SelectMany(part => part).ToArray();
        return [tag, .. Length(content.Length), .. content];
    }

    public static byte[] Sequence(params byte[][] contents) => Tlv(BerTag.Sequence, contents);

    public static byte[] Integer(long value, byte tag = BerTag.Integer)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        var start = 0;
        while (start < 7 && ((bytes[start] == 0 && bytes[start + 1] < 0x80) || (bytes[start] == 0xFF && bytes[start + 1] >= 0x80)))
            start++;
        return Tlv(tag, bytes[start..]);
    }

    public static byte[] Unsigned(ulong value, byte tag)
    {
        var bytes = new byte[9];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), value);
        var start = 0;
        while (start < 8 && bytes[start] == 0 && bytes[start + 1] < 0x80)
            start++;
        return Tlv(tag, bytes[start..]);
    }

    public static byte[] Text(string text) => Tlv(BerTag.OctetString, Encoding.UTF8.GetBytes(text));

    public static byte[] Octets(params byte[] octets) => Tlv(BerTag.OctetString, octets);

    public static byte[] Oid(string oid) => Tlv(BerTag.ObjectId, OidCodec.Parse(oid)!);

    public static byte[] Bind(string oid, byte[] value) => Sequence(Oid(oid), value);

    public static byte[] V2(byte pdu, string community, int requestId, params byte[][] binds) =>
        Sequence(Integer(1), Text(community), Tlv(pdu, Integer(requestId), Integer(0), Integer(0), Sequence(binds)));

    public static byte[] V1(string enterprise, int generic, int specific, uint ticks, params byte[][] binds) => Sequence(
        Integer(0),
        Text("public"),
        Tlv(BerTag.TrapV1, Oid(enterprise), Tlv(BerTag.IpAddress, [192, 0, 2, 7]), Integer(generic), Integer(specific), Unsigned(ticks, BerTag.TimeTicks), Sequence(binds)));

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        _ => [0x82, (byte)(length >> 8), (byte)length],
    };
}
