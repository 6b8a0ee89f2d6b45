using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Makes a queue known that an instance waits for: sent with the commit that holds the bookmark, so neither is there without the other.</summary>
internal sealed class WaitOutboxHandler(WaitingQueues waits) : IOutboxHandler
{
    public const string MessageKind = "amqp-wait";

    public string Kind => MessageKind;

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken) => await waits.AddAsync(
        payload.Deserialize<AmqpTriggerPayload>(PlainJson.Options) ?? throw new JsonException("The description of a queue is empty."), cancellationToken);
}
