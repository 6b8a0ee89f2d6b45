using System.Buffers.Binary;

namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>
/// Writes BER from the end to the beginning, so that each length is known when its header is written: the last element of a sequence is written first.
/// Lengths and integers are minimal. Not safe for concurrent use.
/// </summary>
internal sealed class BerWriter(int capacity = 1_472)
{
    private byte[] _buffer = new byte[capacity];
    private int _start = capacity;

    /// <summary>Bytes written so far; also a mark for <see cref="Wrap"/>.</summary>
    public int Length => _buffer.Length - _start;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(_start);

    /// <summary>Written bytes that may still be changed, such as the place of a digest.</summary>
    public Span<byte> WrittenForUpdate => _buffer.AsSpan(_start);

    public void Reset() => _start = _buffer.Length;

    public byte[] ToArray() => Written.ToArray();

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Make(bytes.Length));
    }

    public void Octet(byte value) => Make(1)[0] = value;

    /// <summary>Puts tag and length before everything written since the mark.</summary>
    public void Wrap(byte tag, int mark)
    {
        var length = Length - mark;
        if (length >= 0x80)
        {
            var octets = 0;
            for (var rest = length; rest != 0; rest >>= 8, octets++)
                Octet((byte)rest);
            length = 0x80 | octets;
        }

        Octet((byte)length);
        Octet(tag);
    }

    public void Element(byte tag, ReadOnlySpan<byte> content)
    {
        var mark = Length;
        Raw(content);
        Wrap(tag, mark);
    }

    public void Integer(long value) => Element(BerTag.Integer, SignedContent(value, stackalloc byte[8]));

    public void Unsigned(byte tag, ulong value) => Element(tag, UnsignedContent(value, stackalloc byte[9]));

    /// <summary>Shortest two's complement; the span is part of the scratch, which needs 8 bytes.</summary>
    public static ReadOnlySpan<byte> SignedContent(long value, Span<byte> scratch)
    {
        BinaryPrimitives.WriteInt64BigEndian(scratch, value);
        var start = 0;
        while (start < 7 && ((scratch[start] == 0 && scratch[start + 1] < 0x80) || (scratch[start] == 0xFF && scratch[start + 1] >= 0x80)))
            start++;
        return scratch[start..8];
    }

    /// <summary>Shortest unsigned form with the leading zero that BER wants; the span is part of the scratch, which needs 9 bytes.</summary>
    public static ReadOnlySpan<byte> UnsignedContent(ulong value, Span<byte> scratch)
    {
        scratch[0] = 0;
        BinaryPrimitives.WriteUInt64BigEndian(scratch[1..], value);
        var start = 0;
        while (start < 8 && scratch[start] == 0 && scratch[start + 1] < 0x80)
            start++;
        return scratch[start..9];
    }

    private Span<byte> Make(int length)
    {
        if (length > _start)
        {
            var written = Length;
            var larger = new byte[Math.Max(_buffer.Length * 2, written + length)];
            Written.CopyTo(larger.AsSpan(larger.Length - written));
            _buffer = larger;
            _start = larger.Length - written;
        }

        _start -= length;
        return _buffer.AsSpan(_start, length);
    }
}
