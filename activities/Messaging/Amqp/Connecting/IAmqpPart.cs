namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>Something that works on a session: declares what it needs and consumes.</summary>
internal interface IAmqpPart
{
    /// <summary>Called for each new session. A throw fails the session.</summary>
    Task StartAsync(AmqpSession session, CancellationToken cancellationToken);

    /// <summary>Queues that it cannot consume, with the reason.</summary>
    IReadOnlyDictionary<string, string> Faults => System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>Takes no more messages and waits for those in work. Called when the host stops, while the session still lives.</summary>
    Task DrainAsync(CancellationToken cancellationToken);
}
