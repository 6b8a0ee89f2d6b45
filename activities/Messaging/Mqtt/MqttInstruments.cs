using System.Diagnostics.Metrics;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Metrics of vCD's bus.</summary>
internal sealed class MqttInstruments
{
    private readonly Counter<long> _received;
    private readonly Counter<long> _givenUp;

    public MqttInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MessagingMeter.Name);
        _received = meter.CreateCounter<long>("orchestrator.mqtt.received", "{message}", "Messages of vCD's bus, by link (requests, notifications).");
        _givenUp = meter.CreateCounter<long>("orchestrator.mqtt.given_up", "{message}", "Messages of vCD's bus that started nothing because of a fault; the log has the reason. By link.");
    }

    public void CountReceived(string link) => _received.Add(1, new KeyValuePair<string, object?>("link", link));

    public void CountGivenUp(string link) => _givenUp.Add(1, new KeyValuePair<string, object?>("link", link));
}
