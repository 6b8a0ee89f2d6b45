namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>A message to send by hand.</summary>
public sealed record AmqpMessage
{
    /// <summary>Empty: the default exchange, whose routing key is the name of a queue.</summary>
    public string Exchange { get; init; } = "";

    public required string RoutingKey { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
