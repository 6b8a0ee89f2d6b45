namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>Payload of an outbox message of kind <see cref="Kind"/>.</summary>
/// <param name="Exchange">Empty: the default exchange, where the routing key is a queue's name.</param>
/// <param name="Body">Text as it is; anything else as JSON.</param>
/// <param name="MessageId">Null: the outbox message's own id, the same at every attempt.</param>
/// <param name="ExpirationSeconds">Null: the message does not expire.</param>
public sealed record PublishMessage(
    string Exchange,
    string RoutingKey,
    object? Body,
    string? ContentType = null,
    string? CorrelationId = null,
    string? ReplyTo = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    double? ExpirationSeconds = null,
    string? MessageId = null)
{
    public const string Kind = "amqp";
}
