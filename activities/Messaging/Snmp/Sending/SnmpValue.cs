using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>A value to send, encoded already (RFC 2578 section 7, RFC 3416). Immutable.</summary>
public sealed class SnmpValue
{
    public static readonly SnmpValue Null = new(BerTag.Null, []);

    private readonly byte[] _content;

    private SnmpValue(byte tag, byte[] content)
    {
        Tag = tag;
        _content = content;
    }

    internal byte Tag { get; }

    internal ReadOnlySpan<byte> Content => _content;

    public static SnmpValue Integer(int value) => new(BerTag.Integer, BerWriter.SignedContent(value, stackalloc byte[8]).ToArray());

    /// <summary>OCTET STRING of the text in UTF-8.</summary>
    public static SnmpValue Text(string value) => new(BerTag.OctetString, Encoding.UTF8.GetBytes(value));

    public static SnmpValue Octets(ReadOnlySpan<byte> value) => new(BerTag.OctetString, value.ToArray());

    /// <summary>Dotted text; a leading dot is allowed. Throws <see cref="FormatException"/>.</summary>
    public static SnmpValue ObjectId(string oid) => new(BerTag.ObjectId, OidCodec.ParseOrThrow(oid));

    /// <summary>IPv4 only: the type has four bytes. Throws <see cref="FormatException"/> for another address.</summary>
    public static SnmpValue Address(IPAddress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = value.GetAddressBytes();
        return bytes.Length == 4 ? new SnmpValue(BerTag.IpAddress, bytes) : throw new FormatException($"'{value}' is no IPv4 address, which SNMP's IpAddress must be; send an IPv6 address as an octet string.");
    }

    public static SnmpValue Counter32(uint value) => Unsigned(BerTag.Counter32, value);

    public static SnmpValue Gauge32(uint value) => Unsigned(BerTag.Gauge32, value);

    /// <summary>Hundredths of a second.</summary>
    public static SnmpValue TimeTicks(uint value) => Unsigned(BerTag.TimeTicks, value);

    public static SnmpValue Counter64(ulong value) => Unsigned(BerTag.Counter64, value);

    /// <summary>net-snmp's Opaque-wrapped float.</summary>
    public static SnmpValue Float(float value)
    {
        var content = new byte[7];
        (content[0], content[1], content[2]) = (0x9F, BerTag.OpaqueFloat, 4);
        BinaryPrimitives.WriteSingleBigEndian(content.AsSpan(3), value);
        return new SnmpValue(BerTag.Opaque, content);
    }

    /// <summary>net-snmp's Opaque-wrapped double.</summary>
    public static SnmpValue Double(double value)
    {
        var content = new byte[11];
        (content[0], content[1], content[2]) = (0x9F, BerTag.OpaqueDouble, 8);
        BinaryPrimitives.WriteDoubleBigEndian(content.AsSpan(3), value);
        return new SnmpValue(BerTag.Opaque, content);
    }

    /// <summary>
    /// Makes a value from a type's name (<c>Integer</c>, <c>OctetString</c>, <c>Hex</c>, <c>ObjectId</c>, <c>IpAddress</c>, <c>Counter32</c>, <c>Gauge32</c>, <c>TimeTicks</c>,
    /// <c>Counter64</c>, <c>Float</c>, <c>Double</c>, <c>Null</c>; any case) or net-snmp's letter (i, s, x, o, a, c, u, t, C, F, D, n) and text. Throws <see cref="FormatException"/> that says what
    /// would be right.
    /// </summary>
    public static SnmpValue Parse(string type, string text)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(text);
        return TypeOf(type) switch
        {
            "integer" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Integer(number) : throw Wrong(type, text, "a whole number of 32 bits"),
            "octetstring" => Text(text),
            "hex" => Hex(type, text),
            "objectid" => OidCodec.Parse(text) is { } oid ? new SnmpValue(BerTag.ObjectId, oid) : throw Wrong(type, text, "an object identifier such as 1.3.6.1.2.1.1.3.0"),
            "ipaddress" => IPAddress.TryParse(text, out var address) && address.GetAddressBytes().Length == 4 ? Address(address) : throw Wrong(type, text, "an IPv4 address such as 192.0.2.1"),
            "counter32" => Counter32(Unsigned32(type, text)),
            "gauge32" or "unsigned32" => Gauge32(Unsigned32(type, text)),
            "timeticks" => TimeTicks(Unsigned32(type, text)),
            "counter64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var large) ? Counter64(large) : throw Wrong(type, text, "a whole number from 0 to 18446744073709551615"),
            "float" => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) ? Float(single) : throw Wrong(type, text, "a number"),
            "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Double(real) : throw Wrong(type, text, "a number"),
            "null" => Null,
            _ => throw new FormatException(
                $"'{type}' is no type of a value; use Integer, OctetString, Hex, ObjectId, IpAddress, Counter32, Gauge32, TimeTicks, Counter64, Float, Double or Null."),
        };
    }

    private static string TypeOf(string type) => type switch
    {
        "i" => "integer",
        "s" => "octetstring",
        "x" => "hex",
        "o" => "objectid",
        "a" => "ipaddress",
        "c" => "counter32",
        "u" => "gauge32",
        "t" => "timeticks",
        "C" => "counter64",
        "F" => "float",
        "D" => "double",
        "n" => "null",
        _ => type.ToLowerInvariant(),
    };

    private static SnmpValue Hex(string type, string text)
    {
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        try
        {
            return new SnmpValue(BerTag.OctetString, Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal)));
        }
        catch (FormatException)
        {
            throw Wrong(type, text, "pairs of hexadecimal digits");
        }
    }

    private static uint Unsigned32(string type, string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(type, text, "a whole number from 0 to 4294967295");

    private static FormatException Wrong(string type, string text, string wanted) => new($"'{text}' is no value of type {type}: give {wanted}.");

    private static SnmpValue Unsigned(byte tag, ulong value) => new(tag, BerWriter.UnsignedContent(value, stackalloc byte[9]).ToArray());
}
