namespace Orchestrator.Tests.Billing;

/// <summary>Gives a text in pieces of the given sizes, over and over.</summary>
internal sealed class PiecewiseStream(byte[] content, int[] pieces) : MemoryStream(content)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, pieces[_reads++ % pieces.Length])], cancellationToken);
}
