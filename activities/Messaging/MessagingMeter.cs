namespace Orchestrator.Activities.Messaging;

/// <summary>Name of the meter of this project; instruments are <c>orchestrator.snmp.*</c>, <c>orchestrator.amqp.*</c> and <c>orchestrator.mqtt.*</c>.</summary>
public static class MessagingMeter
{
    public const string Name = "orchestrator.messaging";
}
