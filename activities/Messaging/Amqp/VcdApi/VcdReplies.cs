using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>Sends replies to vCD, and gives up on those that have no place to go.</summary>
internal sealed class VcdReplies(AmqpPublisher publisher, DeadLetters deadLetters, IOptions<AmqpOptions> options)
{
    /// <summary>Done when the broker has confirmed the reply. Throws when it cannot be routed or the broker is away.</summary>
    public Task SendAsync(ApiReplyTo replyTo, ApiReply reply, string messageId, CancellationToken cancellationToken) => publisher.PublishAsync(
        replyTo.Exchange ?? "",
        replyTo.RoutingKey ?? "",
        VcdReplyWriter.Properties(replyTo, messageId),
        VcdReplyWriter.Body(replyTo.RequestId, reply),
        cancellationToken);

    /// <summary>Keeps an undeliverable reply in the dead-letter queue of API requests.</summary>
    public Task GiveUpAsync(ApiReplyTo replyTo, ApiReply reply, string messageId, string reason, CancellationToken cancellationToken) => deadLetters.AddAsync(
        options.Value.Queue,
        replyTo.Exchange ?? "",
        replyTo.RoutingKey ?? "",
        (IReadOnlyBasicProperties)VcdReplyWriter.Properties(replyTo, messageId),
        VcdReplyWriter.Body(replyTo.RequestId, reply),
        $"The reply could not be delivered: {reason}",
        cancellationToken);
}
