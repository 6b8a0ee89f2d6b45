namespace Orchestrator.Workflows;

/// <summary>Something to send once the commit that holds it is durable. It is sent at least once, with the same id each time.</summary>
/// <param name="Kind">Names the handler that sends it, such as <c>api-reply</c> or <c>amqp</c>.</param>
/// <param name="Payload">Serialized to JSON.</param>
public sealed record OutboxMessage(string Kind, object Payload);
