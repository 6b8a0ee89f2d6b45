using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Amqp.Replies;

/// <summary>Consumes the replies to <see cref="RequestReply"/> and declares where undeliverable outgoing messages go.</summary>
internal sealed class ReplyConsumer(IWorkflowRuntime runtime, DeadLetters deadLetters, QueueConsumerFactory consumers, IOptions<AmqpOptions> options) : IAmqpPart
{
    private QueueConsumer? _consumer;

    public async Task StartAsync(AmqpSession session, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        await using (var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken))
        {
            await deadLetters.DeclareDeadQueueAsync(channel, settings.OutgoingQueue, cancellationToken);
            await deadLetters.DeclareQueueAsync(channel, settings.ReplyQueue, cancellationToken);
        }

        _consumer = await consumers.StartVitalAsync(session, settings.ReplyQueue, HandleAsync, giveUp: null, cancellationToken);
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_consumer is { } consumer)
            await consumer.DrainAsync(cancellationToken);
    }

    private async Task<string?> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (message.Properties.CorrelationId is not { Length: > 0 } correlation)
            return "The reply has no correlation id, so it cannot be told what it answers.";
        var result = await runtime.DispatchAsync(
            new Stimulus
            {
                Name = RequestReply.TypeName,
                Payload = new ReplyPayload(correlation),
                Input = new MessageValues(message).ToDictionary(),
                IdempotencyKey = $"amqp-reply:{correlation}",
                StartsWorkflows = false,
            },
            cancellationToken);
        return result.Matched ? null : $"No instance waits for the reply to request '{correlation}': it came after the time-out, or answers nothing that was asked here.";
    }
}
