using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orchestrator.Lab;

/// <summary>Ids and tokens of the lab: random, or a repeatable sequence when a seed is given.</summary>
internal sealed class LabIds(int? seed)
{
    private ulong _next;

    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Lower-case hex digits.</summary>
    public string NewHex(int bytes)
    {
        var buffer = new byte[bytes];
        Fill(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    private void Fill(Span<byte> bytes)
    {
        if (seed is null)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        Span<byte> input = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(input, seed.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(input[4..], Interlocked.Increment(ref _next));
        var hash = SHA512.HashData(input);
        hash.AsSpan(0, bytes.Length).CopyTo(bytes);
    }
}
