using Orchestrator.Activities.Messaging.Amqp.Rights;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>What a trigger or bookmark of <see cref="AmqpMessageReceived"/> listens for.</summary>
internal sealed record AmqpTriggerPayload
{
    public required string Queue { get; init; }

    /// <summary>Exchange that the queue is bound to; empty: none.</summary>
    public string Exchange { get; init; } = "";

    public string ExchangeType { get; init; } = RabbitMQ.Client.ExchangeType.Topic;

    /// <summary>Binding keys; without any the queue is bound with <c>#</c>.</summary>
    public IReadOnlyList<string> RoutingKeys { get; init; } = [];

    /// <summary>True: queue, exchange and bindings are made by others and only looked for.</summary>
    public bool Expected { get; init; }

    /// <summary>Tenant that owns the definition; empty: the provider's.</summary>
    public string Tenant { get; init; } = "";

    [System.Text.Json.Serialization.JsonIgnore]
    public AmqpTriggerUse Use => new(Queue, Exchange);

    /// <summary>Conditions on headers by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Conditions on the JSON body by path.</summary>
    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();
}
