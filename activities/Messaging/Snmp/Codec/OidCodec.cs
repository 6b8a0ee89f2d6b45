using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Object identifiers between their BER bytes and dotted text. Arcs are unsigned 32 bit; the first sub-identifier may take several bytes (2.999).</summary>
internal static class OidCodec
{
    /// <summary>Whether the bytes are sub-identifiers of at most 32 bits (the first: of arcs of at most 32 bits), the last of them complete.</summary>
    public static bool IsValid(ReadOnlySpan<byte> oid)
    {
        // Up to three bytes that are continued cannot make an arc of more than 28 bits: nearly every identifier is done here, eight bytes at a time.
        var continued = 0;
        var at = 0;
        for (; at + 8 <= oid.Length; at += 8)
            continued += BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(oid[at..]) & 0x8080_8080_8080_8080);
        for (; at < oid.Length; at++)
            continued += oid[at] >> 7;
        return continued <= 3 ? oid.IsEmpty || oid[^1] < 0x80 : IsValidInFull(oid);
    }

    private static bool IsValidInFull(ReadOnlySpan<byte> oid)
    {
        ulong arc = 0;
        var first = true;
        var open = false;
        foreach (var octet in oid)
        {
            arc = (arc << 7) | (uint)(octet & 0x7F);
            open = octet >= 0x80;
            if (arc > uint.MaxValue + (first ? 80UL : 0UL))
                return false;
            if (open)
                continue;
            arc = 0;
            first = false;
        }

        return !open;
    }

    /// <summary>Dotted text of valid bytes, without a leading dot; <c>0.0</c> for no bytes.</summary>
    public static string Format(ReadOnlySpan<byte> oid)
    {
        if (oid.IsEmpty)
            return "0.0";
        if (oid.Length > 64)
            return FormatLong(oid);
        Span<char> text = stackalloc char[64 * 11 + 2];
        var length = 0;
        ulong arc = 0;
        foreach (var octet in oid)
        {
            arc = (arc << 7) | (uint)(octet & 0x7F);
            if (octet >= 0x80)
                continue;
            if (length == 0)
            {
                var root = Math.Min(arc / 40, 2);
                text[length++] = (char)('0' + root);
                arc -= root * 40;
            }

            text[length++] = '.';
            arc.TryFormat(text[length..], out var written, default, CultureInfo.InvariantCulture);
            length += written;
            arc = 0;
        }

        return new string(text[..length]);
    }

    /// <summary>BER bytes of dotted text (a leading dot is allowed); null when it is none.</summary>
    public static byte[]? Parse(string text)
    {
        var parts = text.AsSpan(text.StartsWith('.') ? 1 : 0).ToString().Split('.');
        var arcs = new ulong[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!uint.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var arc))
                return null;
            arcs[i] = arc;
        }

        if (arcs.Length < 2 || arcs[0] > 2 || (arcs[0] < 2 && arcs[1] > 39))
            return null;
        var bytes = new List<byte>(arcs.Length + 4);
        Append(bytes, arcs[0] * 40 + arcs[1]);
        foreach (var arc in arcs.AsSpan(2))
            Append(bytes, arc);
        return [.. bytes];
    }

    /// <summary>As <see cref="Parse"/>; throws <see cref="FormatException"/> for what is none.</summary>
    public static byte[] ParseOrThrow(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text) ?? throw new FormatException($"'{text}' is no object identifier; write one like 1.3.6.1.4.1.6876.4.50.1.0.46.");
    }

    private static void Append(List<byte> bytes, ulong arc)
    {
        for (var shift = 28; shift > 0; shift -= 7)
        {
            if (arc >> shift != 0)
                bytes.Add((byte)(0x80 | ((arc >> shift) & 0x7F)));
        }

        bytes.Add((byte)(arc & 0x7F));
    }

    private static string FormatLong(ReadOnlySpan<byte> oid)
    {
        var text = new StringBuilder();
        ulong arc = 0;
        foreach (var octet in oid)
        {
            arc = (arc << 7) | (uint)(octet & 0x7F);
            if (octet >= 0x80)
                continue;
            if (text.Length == 0)
            {
                var root = Math.Min(arc / 40, 2);
                text.Append(root);
                arc -= root * 40;
            }

            text.Append('.').Append(arc);
            arc = 0;
        }

        return text.ToString();
    }
}
