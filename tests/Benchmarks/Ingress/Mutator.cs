namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Changes datagrams as faults and attackers do: bits, bytes, lengths, cuts, insertions, pieces of itself. Repeatable by its seed.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xFF, 0x30, 0x02, 0x04, 0x06, 0xA6, 0xA7];

#pragma warning disable CA5394 // Repeatable, not secret.
    private readonly Random _random = new(seed);
    private readonly byte[] _buffer = new byte[4_096];

    /// <summary>The span holds until the next call.</summary>
    public ReadOnlySpan<byte> Mutate(ReadOnlySpan<byte> datagram)
    {
        datagram.CopyTo(_buffer);
        var length = datagram.Length;
        for (var changes = _random.Next(1, 6); changes > 0; changes--)
        {
            var at = _random.Next(length);
            switch (_random.Next(6))
            {
                case 0:
                    _buffer[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    _buffer[at] = (byte)_random.Next(256);
                    break;
                case 2:
                    _buffer[at] = Interesting[_random.Next(Interesting.Length)];
                    break;
                case 3 when length > 8:
                    length = _random.Next(1, length);
                    break;
                case 4 when length < 2_000:
                    _buffer.AsSpan(at, length - at).CopyTo(_buffer.AsSpan(at + 1));
                    length++;
                    break;
                default:
                    var size = _random.Next(1, Math.Min(16, length - at) + 1);
                    _buffer.AsSpan(_random.Next(length - size + 1), size).CopyTo(_buffer.AsSpan(at));
                    break;
            }
        }

        return _buffer.AsSpan(0, length);
    }
#pragma warning restore CA5394
}
