using System.Buffers;
using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Receiving;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

/// <summary>
/// Moves what the receiver queued into the spool: as much as is there, with one write and one flush, so that a flush costs the less the more arrives. When the disk refuses, it tries
/// again while the queue fills and sheds.
/// </summary>
internal sealed partial class SpoolPump(TrapQueue queue, TrapSpool spool, TimeSpan retryDelay, TimeProvider time, ILogger logger)
{
    private const int MaxBatch = 4_096;

    /// <summary>Works until the queue is complete and empty, or until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var batch = new List<ReceivedDatagram>(MaxBatch);
        while (await queue.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < MaxBatch && queue.TryRead(out var datagram))
                batch.Add(datagram);
            await AppendAsync(batch, cancellationToken);
            foreach (var datagram in batch)
                ArrayPool<byte>.Shared.Return(datagram.Buffer);
            batch.Clear();
        }
    }

    private async Task AppendAsync(List<ReceivedDatagram> batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                spool.Append(batch);
                return;
            }
            catch (IOException exception)
            {
                LogAppendFailed(logger, exception, batch.Count, retryDelay);
                await Task.Delay(retryDelay, time, cancellationToken);
            }
        }
    }
}
