using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core;

public sealed class PooledBufferTests
{
    [Fact]
    public void What_was_written_stays_while_the_buffer_grows()
    {
        using var buffer = new PooledBuffer();
        var expected = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();

        foreach (var part in expected.Chunk(777))
        {
            part.CopyTo(buffer.GetSpan(part.Length));
            buffer.Advance(part.Length);
        }

        Assert.Equal(expected, buffer.Written.ToArray());
    }

    [Fact]
    public void A_cleared_buffer_begins_anew()
    {
        using var buffer = new PooledBuffer();
        buffer.GetSpan(3)[0] = 1;
        buffer.Advance(3);

        buffer.Clear();

        Assert.True(buffer.Written.IsEmpty);
        Assert.True(buffer.GetMemory(50_000).Length >= 50_000);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void More_than_there_is_room_for_is_refused(int count)
    {
        using var buffer = new PooledBuffer();

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(count));
    }
}
