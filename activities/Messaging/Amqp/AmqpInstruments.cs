using System.Diagnostics.Metrics;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>Metrics of AMQP.</summary>
internal sealed class AmqpInstruments
{
    private readonly Counter<long> _received;
    private readonly Counter<long> _acknowledged;
    private readonly Counter<long> _published;
    private readonly Counter<long> _deadLettered;

    public AmqpInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MessagingMeter.Name);
        _received = meter.CreateCounter<long>("orchestrator.amqp.received", "{message}", "Messages delivered to consumers, by queue.");
        _acknowledged = meter.CreateCounter<long>("orchestrator.amqp.acknowledged", "{message}", "Messages acknowledged: what they led to is durable, by queue.");
        _published = meter.CreateCounter<long>("orchestrator.amqp.published", "{message}", "Messages that the broker confirmed.");
        _deadLettered = meter.CreateCounter<long>("orchestrator.amqp.dead_lettered", "{message}", "Messages moved to a dead-letter queue, by queue.");
    }

    public void CountReceived(string queue) => _received.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void CountAcknowledged(string queue, int count) => _acknowledged.Add(count, new KeyValuePair<string, object?>("queue", queue));

    public void CountPublished() => _published.Add(1);

    public void CountDeadLettered(string queue) => _deadLettered.Add(1, new KeyValuePair<string, object?>("queue", queue));
}
