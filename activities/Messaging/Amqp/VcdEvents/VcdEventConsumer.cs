using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Activities.Messaging.Vcd.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.VcdEvents;

/// <summary>
/// Receives vCD's notifications from its two exchanges, the XML and the JSON one. One that is not wanted is acknowledged and gone; one that cannot be read is kept. An exchange that
/// is there with other settings is told of and stops nothing else.
/// </summary>
internal sealed partial class VcdEventConsumer(
    VcdEventDispatcher dispatcher, DeadLetters deadLetters, QueueConsumerFactory consumers, IOptions<AmqpOptions> options, ILogger<VcdEventConsumer> logger) : IAmqpPart
{
    private QueueConsumer? _consumer;

    public IReadOnlyDictionary<string, string> Faults { get; private set; } = FrozenDictionary<string, string>.Empty;

    public async Task StartAsync(AmqpSession session, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        _consumer = null;
        Faults = FrozenDictionary<string, string>.Empty;
        if (settings.EventExchanges.Count == 0)
            return;
        try
        {
            await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await deadLetters.DeclareQueueAsync(channel, settings.EventQueue, cancellationToken);
            foreach (var exchange in settings.EventExchanges)
            {
                await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
                await channel.QueueBindAsync(settings.EventQueue, exchange, "#", cancellationToken: cancellationToken);
            }
        }
        catch (OperationInterruptedException exception) when (session.Connection.IsOpen)
        {
            var reason = exception.ShutdownReason?.ReplyText ?? exception.Message;
            Faults = new Dictionary<string, string> { [settings.EventQueue] = $"Notifications cannot be received: {reason}." };
            LogFailed(logger, reason);
            return;
        }

        _consumer = await consumers.StartVitalAsync(session, settings.EventQueue, HandleAsync, giveUp: null, cancellationToken);
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_consumer is { } consumer)
            await consumer.DrainAsync(cancellationToken);
    }

    private async Task<string?> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var (happened, fault) = VcdEventReader.Read(message.Body);
        if (happened is not null)
            await dispatcher.DispatchAsync(happened, cancellationToken);
        return fault;
    }
}
