namespace Orchestrator.Activities.Messaging;

/// <summary>Name of the meter of this project; instruments are <c>orchestrator.snmp.*</c> and <c>orchestrator.amqp.*</c>.</summary>
public static class MessagingMeter
{
    public const string Name = "orchestrator.messaging";
}
