namespace Orchestrator.Activities.Messaging.Amqp.Replies;

/// <summary>What a bookmark of <see cref="RequestReply"/> waits for.</summary>
internal sealed record ReplyPayload(string CorrelationId);
