using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Replies;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>
/// Publishes a request and waits, durably, for the reply with the same correlation id. The request leaves after the commit that holds the wait; the reply comes to a
/// durable queue (<see cref="AmqpOptions.ReplyQueue"/>), so that a restart in between loses nothing.
/// </summary>
/// <remarks>
/// The responder publishes to the exchange "" with the routing key of the property <c>reply-to</c> and the request's <c>correlation-id</c>. A second reply to a request is
/// dropped; one that comes after the time-out goes to the reply queue's dead-letter queue. Result: as that of <see cref="AmqpMessageReceived"/>.
/// </remarks>
[Activity("Orchestrator", "Messaging", "Publishes a request to an AMQP exchange and waits for the reply.", DisplayName = "AMQP request and reply")]
[FlowNode("Done", "TimedOut")]
public sealed class RequestReply : Activity
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.RequestReply";

    [Input(Description = "Exchange; empty for the default exchange, where the routing key is a queue's name.", Order = 1)]
    public Input<string>? Exchange { get; set; }

    [Input(DisplayName = "Routing key", Description = "Where the exchange routes the request; required with the default exchange.", Order = 2)]
    public Input<string> RoutingKey { get; set; } = default!;

    [Input(Description = "Text is sent as it is, anything else as JSON.", Order = 3)]
    public Input<object>? Body { get; set; }

    [Input(DisplayName = "Content type", Description = "Default: application/json, or text/plain for text.", Order = 4)]
    public Input<string>? ContentType { get; set; }

    [Input(Description = "Message headers.", UIHint = "dictionary", Order = 5)]
    public Input<IDictionary<string, string>>? Headers { get; set; }

    [Input(DisplayName = "Time-out (s)", Description = "How long to wait for the reply, in seconds; the request expires after the same time.", DefaultValue = 30, Order = 6)]
    public Input<double?>? TimeoutSeconds { get; set; }

    [Output(Description = "The reply; null at the time-out.")]
    public Output<IDictionary<string, object?>>? Result { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var seconds = TimeoutSeconds.GetOrDefault(context) ?? 30;
        if (seconds is not (> 0 and <= 30 * 24 * 3600))
            throw new WorkflowFaultException($"Input 'TimeoutSeconds' of {TypeName} is {seconds}: give more than 0 and at most 2592000 (30 days).", "amqp.bad-timeout");
        var correlation = context.GetRequiredService<IIdGenerator>().NewId();
        var exchange = Exchange.GetOrDefault(context) ?? "";
        var message = new PublishMessage(
            exchange,
            exchange.Length == 0 ? RoutingKey.Require(context, nameof(RoutingKey)) : RoutingKey.GetOrDefault(context) ?? "",
            Body.GetOrDefault(context),
            ContentType.GetOrDefault(context),
            correlation,
            context.GetRequiredService<IOptions<AmqpOptions>>().Value.ReplyQueue,
            Headers.GetOrDefault(context) is { } headers ? new Dictionary<string, string>(headers) : null,
            seconds);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Name = TypeName,
            Stimulus = new ReplyPayload(correlation),
            Callback = OnReplied,
            Description = $"Waits for the reply to request {correlation}",
        });
        context.DelayFor(TimeSpan.FromSeconds(seconds), OnTimedOut, "Gives up waiting for the reply");
        context.Send(new OutboxMessage(PublishMessage.Kind, message));
        return ValueTask.CompletedTask;
    }

    private ValueTask OnReplied(ActivityExecutionContext context)
    {
        context.Set(Result, new Dictionary<string, object?>(context.StimulusInput), nameof(Result));
        return context.CompleteActivityAsync();
    }

    private ValueTask OnTimedOut(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("TimedOut");
}
