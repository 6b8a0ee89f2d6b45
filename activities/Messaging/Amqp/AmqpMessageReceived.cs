using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>
/// Starts a workflow, or resumes it, for each message of a queue that its filters let through. The message is acknowledged after the instance was committed; one with a
/// message id that is delivered twice starts, or resumes, once.
/// </summary>
/// <remarks>
/// <para>Result: <c>{queue, exchange, routingKey, messageId, correlationId, replyTo, contentType, headers, body, redelivered}</c>; <c>body</c> is the parsed value of a JSON
/// body, else text (UTF-8).</para>
/// <para>The queue is consumed from when a definition that starts with it is published, or an instance waits for it. A message that nothing takes goes to the queue's
/// dead-letter queue. A tenant's workflow may use queues and exchanges whose names begin with the tenant's name and a dot, and what the provider grants. Without a message id the broker's redelivery after a crash cannot be told from a second message.</para>
/// </remarks>
[Activity("Orchestrator", "Messaging", "Waits for a message of an AMQP queue.", Kind = ActivityKind.Trigger, DisplayName = "AMQP message received")]
public sealed class AmqpMessageReceived : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus that starts.</summary>
    public const string TypeName = "Orchestrator.AmqpMessageReceived";

    private static readonly string[] s_exchangeTypes = ["topic", "direct", "fanout", "headers"];

    [Input(Description = "Queue to consume.", Order = 1)]
    public Input<string> Queue { get; set; } = default!;

    [Input(Description = "Exchange that the queue is bound to. Empty: the queue is not bound.", Order = 2)]
    public Input<string>? Exchange { get; set; }

    [Input(DisplayName = "Routing keys", Description = "Keys by which the queue is bound to the exchange. Empty: # (all).", UIHint = "multitext", Order = 3)]
    public Input<ICollection<string>>? RoutingKeys { get; set; }

    [Input(DisplayName = "Exchange type", Description = "Type of the exchange when it is declared.", UIHint = "dropdown", Options = ["topic", "direct", "fanout", "headers"],
        DefaultValue = "topic", Order = 4)]
    public Input<string>? ExchangeType { get; set; }

    [Input(Description = "Declare: makes queue (quorum, with dead-letter queue), exchange and bindings. Expect: they are there already, in whatever form.",
        UIHint = "dropdown", Options = ["Declare", "Expect"], DefaultValue = "Declare", Order = 5)]
    public Input<string>? Topology { get; set; }

    [Input(Description = "Values that headers must have. Text between slashes is a regular expression, such as /^order\\./.", UIHint = "dictionary", Order = 6)]
    public Input<IDictionary<string, string>>? Headers { get; set; }

    [Input(Description = "Values that the JSON body must have, by path such as $.order.state. Text between slashes is a regular expression.", UIHint = "dictionary", Order = 7)]
    public Input<IDictionary<string, string>>? Conditions { get; set; }

    /// <summary>Name of the bookmarks that wait for a queue.</summary>
    internal static string WaitName(string queue) => $"{TypeName}:{queue}";

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Checked(
            context.Get(Queue), context.Get(Exchange), context.Get(RoutingKeys), context.Get(ExchangeType), context.Get(Topology), context.Get(Headers), context.Get(Conditions)) with
        { Tenant = context.Tenant };
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsTriggerOfWorkflow)
        {
            await OnReceived(context);
            return;
        }

        var payload = Checked(
            Queue.GetOrDefault(context), Exchange.GetOrDefault(context), RoutingKeys.GetOrDefault(context), ExchangeType.GetOrDefault(context), Topology.GetOrDefault(context),
            Headers.GetOrDefault(context), Conditions.GetOrDefault(context));
        var instance = context.WorkflowExecutionContext;
        if (context.GetService<QueueRights>() is { } rights)
            await rights.DemandAsync(instance.DefinitionVersionId, payload.Use, instance.CancellationToken);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Name = WaitName(payload.Queue),
            Stimulus = payload,
            Callback = OnReceived,
            Description = $"Waits for a message of queue {payload.Queue}",
        });
        context.Send(new OutboxMessage(WaitOutboxHandler.MessageKind, payload));
    }

    private async ValueTask OnReceived(ActivityExecutionContext context)
    {
        context.Set(Result, new Dictionary<string, object?>(context.StimulusInput), nameof(Result));
        await context.CompleteActivityAsync();
    }

    private static AmqpTriggerPayload Checked(
        string? queue, string? exchange, ICollection<string>? routingKeys, string? exchangeType, string? topology, IDictionary<string, string>? headers,
        IDictionary<string, string>? conditions)
    {
        if (string.IsNullOrWhiteSpace(queue))
            throw new WorkflowFaultException($"Input 'Queue' of {TypeName} is empty: name the queue to consume.", "amqp.no-queue");
        var type = string.IsNullOrEmpty(exchangeType) ? "topic" : exchangeType;
        if (!s_exchangeTypes.Contains(type))
            throw new WorkflowFaultException($"'{type}' is no type of exchange: use topic, direct, fanout or headers.", "amqp.bad-exchange-type");
        var payload = new AmqpTriggerPayload
        {
            Queue = queue,
            Exchange = exchange ?? "",
            ExchangeType = type,
            RoutingKeys = [.. (routingKeys ?? []).Where(key => !string.IsNullOrWhiteSpace(key))],
            Expected = string.Equals(topology, "Expect", StringComparison.OrdinalIgnoreCase),
            Headers = new Dictionary<string, string>(headers ?? new Dictionary<string, string>()),
            Conditions = new Dictionary<string, string>(conditions ?? new Dictionary<string, string>()),
        };
        try
        {
            MessageFilter.Create(payload);
        }
        catch (FormatException exception)
        {
            throw new WorkflowFaultException(exception.Message, "amqp.bad-filter", null, exception);
        }

        return payload;
    }
}
