namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>
/// Reads BER elements from a span without allocating. Framing is strict (definite lengths inside their parent, one-byte tags), values are read leniently:
/// agents send padded and over-long integers and long-form lengths with leading zeros, which are legal BER or harmless.
/// </summary>
internal ref struct BerReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int position;

    public readonly bool IsEmpty => position == data.Length;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => position;

    /// <summary>Reads the next element; false when the rest is not one.</summary>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content)
    {
        tag = 0;
        content = default;
        var rest = data[position..];
        if (rest.Length < 2)
            return false;
        var first = rest[0];
        if ((first & 0x1F) == 0x1F)
            return false;
        int length = rest[1];
        var header = 2;
        if (length >= 0x80)
        {
            if (!TryReadLongLength(rest, out length, out header))
                return false;
        }

        if (length > rest.Length - header)
            return false;
        tag = first;
        content = rest.Slice(header, length);
        position += header + length;
        return true;
    }

    /// <summary>Reads the next element if it carries the tag.</summary>
    public bool TryRead(byte expectedTag, out ReadOnlySpan<byte> content) => TryRead(out var tag, out content) && tag == expectedTag;

    /// <summary>Reads an INTEGER.</summary>
    public bool TryReadInteger(out long value)
    {
        value = 0;
        return TryRead(BerTag.Integer, out var content) && TryParseInteger(content, out value);
    }

    /// <summary>Two's complement of any length whose value fits 64 bits; no bytes are 0.</summary>
    public static bool TryParseInteger(ReadOnlySpan<byte> content, out long value)
    {
        value = 0;
        if (content.IsEmpty)
            return true;
        var sign = (sbyte)content[0] < 0 ? (byte)0xFF : (byte)0;
        while (content.Length > 8)
        {
            if (content[0] != sign || (content[1] & 0x80) != (sign & 0x80))
                return false;
            content = content[1..];
        }

        var result = (long)(sbyte)sign;
        foreach (var octet in content)
            result = (result << 8) | octet;
        value = result;
        return true;
    }

    /// <summary>Unsigned number of any length whose value fits 64 bits, with or without the leading zero that BER wants; no bytes are 0.</summary>
    public static bool TryParseUnsigned(ReadOnlySpan<byte> content, out ulong value)
    {
        value = 0;
        while (content.Length > 8)
        {
            if (content[0] != 0)
                return false;
            content = content[1..];
        }

        foreach (var octet in content)
            value = (value << 8) | octet;
        return true;
    }

    private static bool TryReadLongLength(ReadOnlySpan<byte> rest, out int length, out int header)
    {
        length = 0;
        var count = rest[1] & 0x7F;
        header = 2 + count;
        if (count == 0 || count == 0x7F || header > rest.Length)
            return false;
        foreach (var octet in rest.Slice(2, count))
        {
            if (length > 0x7F_FFFF)
                return false;
            length = (length << 8) | octet;
        }

        return true;
    }
}
