using System.Threading.Channels;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>
/// What waits for the spool, bounded by number and bytes. Lower priorities may fill less of it, so that in a storm they are shed first and there is room for the high ones. One thread
/// writes, one task reads.
/// </summary>
internal sealed class TrapQueue(int capacity)
{
    private const long MaxBytes = 64L * 1024 * 1024;

    private readonly Channel<ReceivedDatagram> _channel = Channel.CreateBounded<ReceivedDatagram>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    private long _bytes;

    public int Count => _channel.Reader.Count;

    public static double ShareOf(TrapPriority priority) => priority switch
    {
        TrapPriority.Low => 0.5,
        TrapPriority.Normal => 0.9,
        _ => 1,
    };

    /// <summary>False when the part of the queue for this priority is full.</summary>
    public bool HasRoom(TrapPriority priority, int length)
    {
        var share = ShareOf(priority);
        return _channel.Reader.Count < capacity * share && Interlocked.Read(ref _bytes) + length <= MaxBytes * share;
    }

    public bool TryWrite(in ReceivedDatagram datagram)
    {
        if (!_channel.Writer.TryWrite(datagram))
            return false;
        Interlocked.Add(ref _bytes, datagram.Buffer.Length);
        return true;
    }

    public bool TryRead(out ReceivedDatagram datagram)
    {
        if (!_channel.Reader.TryRead(out datagram))
            return false;
        Interlocked.Add(ref _bytes, -datagram.Buffer.Length);
        return true;
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    public void Complete() => _channel.Writer.TryComplete();
}
