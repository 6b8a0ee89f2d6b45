using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>
/// Starts a workflow, or resumes it, for each message of a queue. The message is acknowledged after the instance was committed; one with a message id that is
/// delivered twice starts one instance. The queue is declared as a quorum queue when a definition that starts with it is published.
/// </summary>
/// <remarks>
/// Result: <c>{queue, exchange, routingKey, messageId, correlationId, replyTo, contentType, headers, body, redelivered}</c>; <c>body</c> is the parsed value of a JSON
/// body, else text (UTF-8). A message that nothing waits for goes to the queue's dead-letter queue.
/// </remarks>
[Activity("Orchestrator", "Messaging", "Waits for a message of an AMQP queue.", Kind = ActivityKind.Trigger, DisplayName = "AMQP message received")]
public sealed class AmqpMessageReceived : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.AmqpMessageReceived";

    [Input(Description = "Queue to consume.")]
    public Input<string> Queue { get; set; } = default!;

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Get(Queue) is { } queue && !string.IsNullOrWhiteSpace(queue)
            ? new AmqpTriggerPayload(queue)
            : throw new WorkflowFaultException("Input 'Queue' of Orchestrator.AmqpMessageReceived is empty: name the queue to consume.", "amqp.no-queue");
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsTriggerOfWorkflow)
        {
            await OnReceived(context);
            return;
        }

        var queue = Queue.Require(context, nameof(Queue));
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Name = TypeName,
            Stimulus = new AmqpTriggerPayload(queue),
            Callback = OnReceived,
            Description = $"Waits for a message of queue {queue}",
        });
    }

    private async ValueTask OnReceived(ActivityExecutionContext context)
    {
        context.Set(Result, new Dictionary<string, object?>(context.StimulusInput), nameof(Result));
        await context.CompleteActivityAsync();
    }
}
