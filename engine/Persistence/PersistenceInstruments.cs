using System.Diagnostics.Metrics;

namespace Orchestrator.Persistence;

/// <summary>Meter <c>orchestrator.persistence</c>.</summary>
internal sealed class PersistenceInstruments : IDisposable
{
    public const string MeterName = "orchestrator.persistence";

    private readonly Meter _meter;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _failures;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _duration;

    public PersistenceInstruments(IMeterFactory? meters)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _commits = _meter.CreateCounter<long>("orchestrator.persistence.commits", "{commit}", "Commits answered: written or refused.");
        _failures = _meter.CreateCounter<long>("orchestrator.persistence.commit_failures", "{commit}", "Commits that ended with an exception.");
        _batchSize = _meter.CreateHistogram<int>("orchestrator.persistence.batch_size", "{commit}", "Commits that shared a transaction.");
        _duration = _meter.CreateHistogram<double>("orchestrator.persistence.batch_duration", "s", "Time to make a batch durable.");
    }

    public void ObserveQueue(Func<int> length) =>
        _meter.CreateObservableGauge("orchestrator.persistence.queue_length", length, "{commit}", "Commits that wait for the writer.");

    public void Committed(int count, TimeSpan duration)
    {
        _commits.Add(count);
        _batchSize.Record(count);
        _duration.Record(duration.TotalSeconds);
    }

    public void Failed(int count) => _failures.Add(count);

    public void Dispose() => _meter.Dispose();
}
