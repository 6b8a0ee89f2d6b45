namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>State of the connection to the broker.</summary>
public enum AmqpState
{
    /// <summary>Not configured, or not started.</summary>
    Off,

    /// <summary>Being connected, again and again until it succeeds.</summary>
    Connecting,

    /// <summary>Connected; exchanges and queues are declared, consumers run.</summary>
    Connected,
}
