using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>Declares queues with their dead-letter queues, and moves messages there with the reason.</summary>
internal sealed partial class DeadLetters(AmqpPublisher publisher, IOptions<AmqpOptions> options, AmqpInstruments instruments, ILogger<DeadLetters> logger)
{
    private const int MaxReason = 2_000;

    /// <summary>Looking at a dead letter is a delivery: RabbitMQ 4 would drop it after 20.</summary>
    private const int EnoughLooks = 1_000_000_000;

    /// <summary>Declares a quorum queue and <c>{queue}.dead</c>, where messages go at the delivery limit or by <see cref="AddAsync"/>.</summary>
    public async Task DeclareQueueAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        await DeclareDeadQueueAsync(channel, queue, cancellationToken);
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = settings.DeliveryLimit,
            ["x-dead-letter-exchange"] = settings.DeadLetterExchange,
            ["x-dead-letter-routing-key"] = AmqpOptions.DeadLetterQueueOf(queue),
        };
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }

    /// <summary>Declares only <c>{queue}.dead</c>, for a queue that others have made.</summary>
    public async Task DeclareDeadQueueAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        var (exchange, dead) = (options.Value.DeadLetterExchange, AmqpOptions.DeadLetterQueueOf(queue));
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = EnoughLooks };
        await channel.QueueDeclareAsync(dead, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(dead, exchange, dead, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Puts a message into the dead-letter queue of a queue: body and properties as they were, headers plus <c>x-reason</c>, <c>x-original-exchange</c> and
    /// <c>x-original-routing-key</c>. Done when the broker has confirmed it.
    /// </summary>
    public async Task AddAsync(
        string queue, string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, string reason, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            ["x-reason"] = reason.Length > MaxReason ? reason[..MaxReason] : reason,
            ["x-original-exchange"] = exchange,
            ["x-original-routing-key"] = routingKey,
        };
        var dead = new BasicProperties(properties) { Headers = headers, Persistent = true, Expiration = null, UserId = null };
        await publisher.PublishAsync(options.Value.DeadLetterExchange, AmqpOptions.DeadLetterQueueOf(queue), dead, body, cancellationToken);
        instruments.CountDeadLettered(queue);
        LogDeadLettered(logger, queue, properties.CorrelationId, reason);
    }
}
