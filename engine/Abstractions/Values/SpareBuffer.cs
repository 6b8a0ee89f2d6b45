using System.Buffers;

namespace Orchestrator.Workflows;

/// <summary>A buffer of each thread for what is written in it and then copied, such as the JSON of a commit. Who takes it while it is taken gets another.</summary>
public static class SpareBuffer
{
    private const int AtFirst = 4096, MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? spare;

    /// <summary>An empty buffer.</summary>
    public static ArrayBufferWriter<byte> Take()
    {
        var buffer = spare ?? new ArrayBufferWriter<byte>(AtFirst);
        spare = null;
        return buffer;
    }

    /// <summary>Keeps a buffer for the next who asks on this thread, unless it has grown beyond 64 KB.</summary>
    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (buffer.Capacity > MostKept)
            return;
        buffer.ResetWrittenCount();
        spare = buffer;
    }
}
