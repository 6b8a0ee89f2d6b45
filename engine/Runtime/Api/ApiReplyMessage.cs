namespace Orchestrator.Runtime.Api;

/// <summary>Payload of an outbox message that carries a reply; its kind is <c>api-reply:{channel}</c>, so each door registers the handler of its own channel.</summary>
public sealed record ApiReplyMessage(ApiReplyTo ReplyTo, ApiReply Reply)
{
    public static string KindFor(string channel) => $"api-reply:{channel}";
}
