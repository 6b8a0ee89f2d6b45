using System.Diagnostics.Metrics;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>Counts the messages of a queue that were acknowledged, as the metric tells it.</summary>
internal sealed class Acknowledgements : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public Acknowledgements(string queue)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orchestrator.amqp.acknowledged")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.Length > 0 && queue.Equals(tags[0].Value))
                Interlocked.Add(ref _count, count);
        });
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
