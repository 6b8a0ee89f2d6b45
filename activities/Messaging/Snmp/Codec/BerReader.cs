using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>
/// Reads BER elements from a span without allocating. Framing is strict (definite lengths inside their parent, one-byte tags), values are read leniently:
/// agents send padded and over-long integers and long-form lengths with leading zeros, which are legal BER or harmless.
/// </summary>
internal ref struct BerReader(ReadOnlySpan<byte> data)
{
    private readonly int length = data.Length;
    private ReadOnlySpan<byte> rest = data;

    public readonly bool IsEmpty => rest.IsEmpty;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => length - rest.Length;

    /// <summary>Reads the next element; false when the rest is not one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> content)
    {
        var data = rest;
        if (data.Length >= 2 && (data[0] & 0x1F) != 0x1F)
        {
            int size = data[1];
            if (size < 0x80)
            {
                var left = data.Length - 2 - size;
                if (left >= 0)
                {
                    // The bounds were just checked; slicing would check each of them again.
                    ref var start = ref MemoryMarshal.GetReference(data);
                    tag = start;
                    content = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref start, 2), size);
                    rest = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref start, 2 + size), left);
                    return true;
                }
            }
            else if (TryReadLong(out content))
            {
                tag = data[0];
                return true;
            }
        }

        tag = 0;
        content = default;
        return false;
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
        if (content.Length == 1)
        {
            value = (sbyte)content[0];
            return true;
        }

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

    private bool TryReadLong(out ReadOnlySpan<byte> content)
    {
        content = default;
        var size = 0;
        var count = rest[1] & 0x7F;
        var header = 2 + count;
        if (count == 0 || count == 0x7F || header > rest.Length)
            return false;
        foreach (var octet in rest.Slice(2, count))
        {
            if (size > 0x7F_FFFF)
                return false;
            size = (size << 8) | octet;
        }

        if (size > rest.Length - header)
            return false;
        content = rest.Slice(header, size);
        rest = rest[(header + size)..];
        return true;
    }
}
