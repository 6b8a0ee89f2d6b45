using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Values of variable bindings as plain values for workflows and JSON.</summary>
internal static class SnmpValues
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Type name and plain value. Numbers are <c>long</c> (decimal text above 2^63−1) or <c>double</c> (text when not finite); object identifiers and addresses are text;
    /// octet strings are text when they are (see <see cref="Text"/>), else <c>0x…</c>. What does not fit its type is shown as <c>0x…</c> rather than lost.
    /// </summary>
    public static (string Type, object? Value) ToPlain(byte tag, ReadOnlySpan<byte> value) => tag switch
    {
        BerTag.Integer => ("Integer", BerReader.TryParseInteger(value, out var number) ? number : Hex(value)),
        BerTag.OctetString => ("OctetString", Text(value)),
        BerTag.BitString => ("BitString", Hex(value)),
        BerTag.Null => ("Null", null),
        BerTag.ObjectId => ("ObjectId", OidCodec.Format(value)),
        BerTag.IpAddress => ("IpAddress", Address(value) ?? Hex(value)),
        BerTag.Counter32 => ("Counter32", Unsigned(value)),
        BerTag.Gauge32 => ("Gauge32", Unsigned(value)),
        BerTag.TimeTicks => ("TimeTicks", Unsigned(value)),
        BerTag.UInteger32 => ("UInteger32", Unsigned(value)),
        BerTag.Counter64 => ("Counter64", Unsigned(value)),
        BerTag.Opaque => Opaque(value),
        BerTag.NsapAddress => ("NsapAddress", Hex(value)),
        BerTag.NoSuchObject => ("NoSuchObject", null),
        BerTag.NoSuchInstance => ("NoSuchInstance", null),
        BerTag.EndOfMibView => ("EndOfMibView", null),
        _ => (string.Create(CultureInfo.InvariantCulture, $"Tag0x{tag:X2}"), Hex(value)),
    };

    /// <summary>UTF-8 where valid, else ISO-8859-1 (vROps' default); <c>0x</c> and hex digits for what has control characters. Trailing NULs are cut.</summary>
    public static string Text(ReadOnlySpan<byte> value)
    {
        var trimmed = value.TrimEnd((byte)0);
        if (trimmed.IsEmpty)
            return value.IsEmpty ? "" : Hex(value);
        foreach (var octet in trimmed)
        {
            if (octet is 0x7F or (< 0x20 and not (0x09 or 0x0A or 0x0D)))
                return Hex(value);
        }

        if (System.Text.Unicode.Utf8.IsValid(trimmed))
            return StrictUtf8.GetString(trimmed);
        foreach (var octet in trimmed)
        {
            if (octet is >= 0x80 and < 0xA0)
                return Hex(value);
        }

        return Encoding.Latin1.GetString(trimmed);
    }

    /// <summary>Text of four (IPv4) or sixteen (IPv6) bytes; null for another length.</summary>
    public static string? Address(ReadOnlySpan<byte> value) => value.Length is 4 or 16 ? new IPAddress(value).ToString() : null;

    private static string Hex(ReadOnlySpan<byte> value) => "0x" + Convert.ToHexStringLower(value);

    private static object Unsigned(ReadOnlySpan<byte> value) => BerReader.TryParseUnsigned(value, out var number) ? Number(number) : Hex(value);

    private static object Number(ulong number) => number <= long.MaxValue ? (long)number : number.ToString(CultureInfo.InvariantCulture);

    private static (string Type, object? Value) Opaque(ReadOnlySpan<byte> value)
    {
        if (value.Length < 3 || value[0] != 0x9F || value[2] != value.Length - 3)
            return ("Opaque", Hex(value));
        var content = value[3..];
        return (value[1], content.Length) switch
        {
            (BerTag.OpaqueFloat, 4) => ("Float", Finite(BinaryPrimitives.ReadSingleBigEndian(content))),
            (BerTag.OpaqueDouble, 8) => ("Double", Finite(BinaryPrimitives.ReadDoubleBigEndian(content))),
            (BerTag.OpaqueInt64, _) when BerReader.TryParseInteger(content, out var signed) => ("Int64", signed),
            (BerTag.OpaqueUInt64, _) when BerReader.TryParseUnsigned(content, out var unsigned) => ("UInt64", Number(unsigned)),
            _ => ("Opaque", Hex(value)),
        };
    }

    private static object Finite(double number) => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture);
}
