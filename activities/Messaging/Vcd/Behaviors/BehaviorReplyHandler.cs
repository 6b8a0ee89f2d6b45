using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>Sends committed task updates to vCD's bus; while it is away they wait in the outbox.</summary>
internal sealed class BehaviorReplyHandler(BehaviorReplies replies) : IOutboxHandler
{
    public const string MessageKind = "vcd-behavior-reply";

    public string Kind => MessageKind;

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken) =>
        replies.SendAsync(payload.Deserialize<BehaviorReply>(PlainJson.Options) ?? throw new JsonException("The task update is empty."), cancellationToken);
}
