using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>
/// Serves vCD's API extension: a request is acknowledged when the workflow that answers it was committed, when its reply was confirmed, or when it lies in the
/// dead-letter queue with the reason.
/// </summary>
internal sealed partial class VcdApiConsumer(
    VcdApiHandler handler, VcdReplies replies, DeadLetters deadLetters, QueueConsumerFactory consumers, IOptions<AmqpOptions> options,
    ILogger<VcdApiConsumer> logger) : IAmqpPart
{
    private QueueConsumer? _consumer;

    public async Task StartAsync(AmqpSession session, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        await using (var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            await channel.ExchangeDeclareAsync(settings.Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            await deadLetters.DeclareQueueAsync(channel, settings.Queue, cancellationToken);
            await channel.QueueBindAsync(settings.Queue, settings.Exchange, "#", cancellationToken: cancellationToken);
        }

        _consumer = await consumers.StartVitalAsync(session, settings.Queue, HandleAsync, FailAsync, cancellationToken);
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_consumer is { } consumer)
            await consumer.DrainAsync(cancellationToken);
    }

    /// <summary>Null: handled. Text: why the message must be dead-lettered.</summary>
    private async Task<string?> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var (request, fault) = VcdRequestReader.Read(message.Properties, message.Body);
        if (request is null)
            return fault;
        var reply = await handler.HandleAsync(request, (accepted, stopping) => replies.SendAsync(request.ReplyTo, accepted, $"{request.Id}/accepted", stopping), cancellationToken);
        return reply is null ? null : await SendAsync(request, reply, cancellationToken);
    }

    private async Task<string?> SendAsync(VcdRequest request, ApiReply reply, CancellationToken cancellationToken)
    {
        try
        {
            await replies.SendAsync(request.ReplyTo, reply, request.Id, cancellationToken);
            return null;
        }
        catch (AmqpUnroutableException exception)
        {
            return $"The reply could not be delivered: {exception.Message}";
        }
    }

    /// <summary>All attempts failed: the caller learns it, if he still waits.</summary>
    private async Task FailAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (VcdRequestReader.Read(message.Properties, message.Body).Request is not { } request)
            return;
        var reply = ApiReply.Problem(503, "The request could not be handled", $"Request {request.Id} failed {options.Value.HandlingAttempts} times; the operator finds it in the dead-letter queue.");
        try
        {
            await replies.SendAsync(request.ReplyTo, reply, request.Id, cancellationToken);
        }
        catch (AmqpUnroutableException exception)
        {
            LogReplyUnroutable(logger, exception, request.Id);
        }
    }
}
