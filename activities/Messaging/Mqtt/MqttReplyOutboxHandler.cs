using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>Sends committed replies of workflows to vCD's bus; while it is away they wait in the outbox. One that comes after vCD was told 202 is not sent: the run keeps it.</summary>
internal sealed class MqttReplyOutboxHandler(VcdMqttBus bus, AnswerClaims claims) : IOutboxHandler
{
    public string Kind => ApiReplyMessage.KindFor(MqttRequestReader.Channel);

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var message = payload.Deserialize<ApiReplyMessage>(PlainJson.Options) ?? throw new JsonException("The reply message is empty.");
        if (claims.TryAnswer(message.ReplyTo.RequestId))
            await bus.ReplyAsync(message.ReplyTo.RequestId, message.Reply, cancellationToken);
    }
}
