using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Workflows;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>
/// Sends committed messages of workflows. One that the broker cannot route goes to the dead-letter queue of outgoing messages after
/// <see cref="AmqpOptions.ReplyAttempts"/> attempts of this process.
/// </summary>
internal sealed class PublishOutboxHandler(AmqpPublisher publisher, DeadLetters deadLetters, IOptions<AmqpOptions> options) : IOutboxHandler
{
    private readonly ConcurrentDictionary<string, int> _unroutable = new(StringComparer.Ordinal);

    public string Kind => PublishMessage.Kind;

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var message = payload.Deserialize<PublishMessage>(PlainJson.Options) ?? throw new JsonException("The message is empty.");
        var properties = Properties(messageId, message);
        var body = message.Body is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(message.Body, PlainJson.Options);
        try
        {
            await publisher.PublishAsync(message.Exchange, message.RoutingKey, properties, body, cancellationToken);
        }
        catch (AmqpUnroutableException exception)
        {
            if (_unroutable.AddOrUpdate(messageId, 1, (_, attempts) => attempts + 1) < options.Value.ReplyAttempts)
                throw;
            await deadLetters.AddAsync(
                options.Value.OutgoingQueue, message.Exchange, message.RoutingKey, (IReadOnlyBasicProperties)properties, body, exception.Message, cancellationToken);
        }

        _unroutable.TryRemove(messageId, out _);
    }

    private static BasicProperties Properties(string messageId, PublishMessage message) => new()
    {
        MessageId = string.IsNullOrEmpty(message.MessageId) ? messageId : message.MessageId,
        CorrelationId = message.CorrelationId,
        ReplyTo = message.ReplyTo,
        ContentType = message.ContentType ?? (message.Body is string ? "text/plain" : "application/json"),
        Persistent = true,
        Headers = message.Headers?.ToDictionary(header => header.Key, header => (object?)header.Value),
        Expiration = message.ExpirationSeconds is { } seconds ? (seconds * 1000).ToString("0", CultureInfo.InvariantCulture) : null,
    };
}
