using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>
/// Sends committed replies of workflows to vCD. While the broker is away a reply waits in the outbox; one that the broker cannot route goes to the dead-letter queue
/// after <see cref="AmqpOptions.ReplyAttempts"/> attempts of this process. One that comes after vCD was told 202 is not sent: the run keeps it.
/// </summary>
internal sealed class VcdReplyOutboxHandler(VcdReplies replies, AnswerClaims claims, IOptions<AmqpOptions> options) : IOutboxHandler
{
    private readonly ConcurrentDictionary<string, int> _unroutable = new(StringComparer.Ordinal);

    public string Kind => ApiReplyMessage.KindFor(VcdRequestReader.Channel);

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var message = payload.Deserialize<ApiReplyMessage>(PlainJson.Options) ?? throw new JsonException("The reply message is empty.");
        if (!claims.TryAnswer(message.ReplyTo.RequestId))
            return;
        try
        {
            await replies.SendAsync(message.ReplyTo, message.Reply, messageId, cancellationToken);
        }
        catch (AmqpUnroutableException exception)
        {
            if (_unroutable.AddOrUpdate(messageId, 1, (_, attempts) => attempts + 1) < options.Value.ReplyAttempts)
                throw;
            await replies.GiveUpAsync(message.ReplyTo, message.Reply, messageId, exception.Message, cancellationToken);
        }

        _unroutable.TryRemove(messageId, out _);
    }
}
