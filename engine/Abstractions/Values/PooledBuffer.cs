using System.Buffers;

namespace Orchestrator.Workflows;

/// <summary>
/// Bytes that are written one after the other, in arrays that the process keeps for the next one. What is large and short-lived goes here: an array above 85,000 bytes is swept
/// only by full collections, and a text that grows by doubling leaves twice its size of them behind. Not thread-safe.
/// </summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int count;

    /// <summary>What was written so far; valid until more is written or the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - this.count);
        this.count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => count = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, count) = ([], 0);
    }

    private void Reserve(int size)
    {
        if (bytes.Length - count >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max((long)bytes.Length * 2, (long)count + size)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
