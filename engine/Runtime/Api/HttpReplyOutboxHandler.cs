using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>Hands committed replies to the HTTP requests that wait in this process. A reply that nobody waits for any more is dropped: its instance keeps the result.</summary>
internal sealed partial class HttpReplyOutboxHandler(IApiReplies replies, ILogger<HttpReplyOutboxHandler> logger) : IOutboxHandler
{
    public const string Channel = "http";

    public string Kind => ApiReplyMessage.KindFor(Channel);

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var message = payload.Deserialize<ApiReplyMessage>(PlainJson.Options) ?? throw new JsonException("The reply message is empty.");
        if (!replies.TryComplete(message.ReplyTo.RequestId, message.Reply))
            LogNobodyWaits(logger, message.ReplyTo.RequestId);
        return ValueTask.CompletedTask;
    }
}
