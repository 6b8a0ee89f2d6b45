using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>
/// Publishes a message once the instance is committed: the broker confirms it, the same message id is used at every attempt, and while the broker is away it waits
/// in the outbox. The activity does not wait for the confirmation. A process that dies between confirmation and removal from the outbox sends it again with the same
/// message id; queues of this orchestrator take it once.
/// </summary>
[Activity("Orchestrator", "Messaging", "Publishes a message to an AMQP exchange.", DisplayName = "Publish AMQP message")]
public sealed class PublishAmqpMessage : CodeActivity
{
    [Input(Description = "Exchange; empty for the default exchange, where the routing key is a queue's name.", Order = 1)]
    public Input<string>? Exchange { get; set; }

    [Input(DisplayName = "Routing key", Description = "Where the exchange routes it; required with the default exchange.", Order = 2)]
    public Input<string> RoutingKey { get; set; } = default!;

    [Input(Description = "Text is sent as it is, anything else as JSON.", Order = 3)]
    public Input<object>? Body { get; set; }

    [Input(DisplayName = "Content type", Description = "Default: application/json, or text/plain for text.", Order = 4)]
    public Input<string>? ContentType { get; set; }

    [Input(DisplayName = "Correlation id", Description = "By which a reply is matched to its request.", Order = 5)]
    public Input<string>? MessageCorrelationId { get; set; }

    [Input(DisplayName = "Reply to", Description = "Queue that a reply is wanted in.", Order = 6)]
    public Input<string>? ReplyTo { get; set; }

    [Input(Description = "Message headers.", UIHint = "dictionary", Order = 7)]
    public Input<IDictionary<string, string>>? Headers { get; set; }

    [Input(DisplayName = "Message id", Description = "By which receivers tell a repetition. Default: an id of this execution, the same at every attempt.", Order = 8)]
    public Input<string>? MessageId { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var exchange = Exchange.GetOrDefault(context) ?? "";
        var headers = Headers.GetOrDefault(context);
        var message = new PublishMessage(
            exchange,
            exchange.Length == 0 ? RoutingKey.Require(context, nameof(RoutingKey)) : RoutingKey.GetOrDefault(context) ?? "",
            Body.GetOrDefault(context),
            ContentType.GetOrDefault(context),
            MessageCorrelationId.GetOrDefault(context),
            ReplyTo.GetOrDefault(context),
            headers is null ? null : new Dictionary<string, string>(headers),
            MessageId: MessageId.GetOrDefault(context));
        context.Send(new OutboxMessage(PublishMessage.Kind, message));
    }
}
