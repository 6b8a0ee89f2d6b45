using System.Diagnostics.Metrics;

namespace Orchestrator.Runtime.Telemetry;

/// <summary>Meter <c>orchestrator.runtime</c>.</summary>
internal sealed class RuntimeInstruments : IDisposable
{
    private const string Name = "orchestrator.runtime";

    private readonly Meter meter;
    private readonly Counter<long> started;
    private readonly Counter<long> finished;
    private readonly Histogram<double> lifetime;
    private readonly Counter<long> incidents;
    private readonly Histogram<double> bursts;
    private readonly Counter<long> stimuli;
    private readonly Counter<long> sent;
    private readonly Counter<long> notSent;
    private readonly Histogram<double> timerLag;

    /// <param name="meters">Null: a meter of its own, as where no metrics are set up.</param>
    public RuntimeInstruments(IMeterFactory? meters)
    {
        meter = meters?.Create(Name) ?? new Meter(Name);
        started = meter.CreateCounter<long>("orchestrator.instances.started", "{instance}", "Instances that were started, by definition.");
        finished = meter.CreateCounter<long>("orchestrator.instances.finished", "{instance}", "Instances that have ended, by definition and status.");
        lifetime = meter.CreateHistogram<double>("orchestrator.instance.duration", "s", "Time from the start of an instance to its end, waits included, by definition and status.");
        incidents = meter.CreateCounter<long>("orchestrator.incidents", "{incident}", "Faults that no scope has handled, by code and activity type.");
        bursts = meter.CreateHistogram<double>("orchestrator.burst.duration", "s", "Time that an instance ran between two waits, commits included.");
        stimuli = meter.CreateCounter<long>("orchestrator.stimuli", "{stimulus}", "Events that arrived for workflows, by name and whether something took them.");
        sent = meter.CreateCounter<long>("orchestrator.outbox.sent", "{message}", "Committed messages that were sent, by kind.");
        notSent = meter.CreateCounter<long>("orchestrator.outbox.failures", "{message}", "Attempts to send a committed message that failed, by kind; each is followed by another.");
        timerLag = meter.CreateHistogram<double>("orchestrator.timer.lag", "s", "Time from when a timer was due to when its instance has gone on.");
    }

    public void Started(string definitionId) => started.Add(1, Tag("orchestrator.definition.id", definitionId));

    public void Finished(string definitionId, string status, TimeSpan duration)
    {
        var definition = Tag("orchestrator.definition.id", definitionId);
        var outcome = Tag("orchestrator.instance.status", status);
        finished.Add(1, definition, outcome);
        lifetime.Record(duration.TotalSeconds, definition, outcome);
    }

    public void Incident(string code, string activityType) => incidents.Add(1, Tag("orchestrator.incident.code", code), Tag("orchestrator.activity.type", activityType));

    public void Ran(TimeSpan duration) => bursts.Record(duration.TotalSeconds);

    public void Dispatched(string stimulus, bool matched) => stimuli.Add(1, Tag("orchestrator.stimulus.name", stimulus), Tag("orchestrator.stimulus.matched", matched));

    public void Sent(string kind) => sent.Add(1, Tag("orchestrator.message.kind", kind));

    public void NotSent(string kind) => notSent.Add(1, Tag("orchestrator.message.kind", kind));

    public void Fired(TimeSpan lag) => timerLag.Record(Math.Max(0, lag.TotalSeconds));

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);
}
