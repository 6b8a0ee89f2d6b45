using System.Buffers.Binary;
using System.Numerics;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>SHA-224 (FIPS 180-4): SHA-256 with other initial values, cut to 28 bytes. The platform has none. Not safe for concurrent use.</summary>
internal sealed class Sha224
{
    public const int Size = 28;
    public const int BlockSize = 64;

    private static readonly uint[] K = RoundConstants();

    private readonly uint[] _state = new uint[8];
    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _block = new byte[BlockSize];
    private ulong _length;

    public Sha224() => Reset();

    public static int HashData(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        var hash = new Sha224();
        hash.Append(data);
        hash.Finish(digest);
        return Size;
    }

    public void Reset()
    {
        ReadOnlySpan<uint> initial = [0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4];
        initial.CopyTo(_state);
        _length = 0;
    }

    /// <summary>Takes over what another one has hashed.</summary>
    public void CopyFrom(Sha224 other)
    {
        other._state.CopyTo(_state, 0);
        other._block.CopyTo(_block, 0);
        _length = other._length;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        var used = (int)(_length % BlockSize);
        _length += (ulong)data.Length;
        if (used > 0)
        {
            var taken = Math.Min(data.Length, BlockSize - used);
            data[..taken].CopyTo(_block.AsSpan(used));
            data = data[taken..];
            if (used + taken < BlockSize)
                return;
            Compress(_block);
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
            Compress(data);
        data.CopyTo(_block);
    }

    /// <summary>Writes the digest and starts anew.</summary>
    public void Finish(Span<byte> digest)
    {
        var bits = _length * 8;
        Span<byte> padding = stackalloc byte[BlockSize + 8];
        padding.Clear();
        padding[0] = 0x80;
        var used = (int)(_length % BlockSize);
        var fill = (used < 56 ? 56 : 120) - used;
        BinaryPrimitives.WriteUInt64BigEndian(padding[fill..], bits);
        Append(padding[..(fill + 8)]);
        for (var i = 0; i < Size / 4; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * 4)..], _state[i]);
        Reset();
    }

    private void Compress(ReadOnlySpan<byte> block)
    {
        var w = _schedule;
        for (var i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (var i = 16; i < 64; i++)
        {
            var s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        var (a, b, c, d, e, f, g, h) = (_state[0], _state[1], _state[2], _state[3], _state[4], _state[5], _state[6], _state[7]);
        for (var i = 0; i < 64; i++)
        {
            var s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i];
            var s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (_state[0], _state[1], _state[2], _state[3]) = (_state[0] + a, _state[1] + b, _state[2] + c, _state[3] + d);
        (_state[4], _state[5], _state[6], _state[7]) = (_state[4] + e, _state[5] + f, _state[6] + g, _state[7] + h);
    }

    /// <summary>First 32 bits of the fractional parts of the cube roots of the first 64 primes, found by exact integer arithmetic.</summary>
    private static uint[] RoundConstants()
    {
        var constants = new List<uint>(64);
        for (var n = 2; constants.Count < 64; n++)
        {
            var isPrime = true;
            for (var d = 2; d * d <= n; d++)
                isPrime &= n % d != 0;
            if (!isPrime)
                continue;

            // The largest r with r³ ≤ n·2⁹⁶ is the cube root scaled by 2³².
            var scaled = (BigInteger)n << 96;
            BigInteger low = 0, high = (BigInteger)8 << 32;
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (middle * middle * middle <= scaled)
                    low = middle;
                else
                    high = middle;
            }

            constants.Add((uint)(low & uint.MaxValue));
        }

        return [.. constants];
    }
}
