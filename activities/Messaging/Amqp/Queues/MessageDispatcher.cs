using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Gives a message of a workflow's queue to what it starts and resumes.</summary>
internal sealed class MessageDispatcher(IWorkflowRuntime runtime, WaitingQueues waits, QueueRights rights, IOptions<AmqpOptions> options, TimeProvider time)
{
    private readonly MessageMatcher _matcher = new(rights);

    /// <summary>Null: what it led to is committed. Text: why the message must be dead-lettered.</summary>
    public async Task<string?> DispatchAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var values = new MessageValues(message);
        var start = Stimulus(message, values) with { ResumesWorkflows = false };
        var isMatched = (await runtime.DispatchAsync(start, cancellationToken)).Matched;
        if (waits.Contains(message.Queue) || !isMatched)
            isMatched |= await ResumeAsync(start, message.Queue, cancellationToken);
        if (isMatched || await HoldAsync(start, message.Queue, cancellationToken))
            return null;
        return $"No published workflow starts with this message of queue '{message.Queue}', and no instance waits for it.";
    }

    private async Task<bool> ResumeAsync(Stimulus start, string queue, CancellationToken cancellationToken)
    {
        var resume = start with
        {
            Name = AmqpMessageReceived.WaitName(queue),
            IdempotencyKey = start.IdempotencyKey is { } key ? $"{key}/resume" : null,
            StartsWorkflows = false,
            ResumesWorkflows = true,
        };
        return (await runtime.DispatchAsync(resume, cancellationToken)).Matched;
    }

    /// <summary>An instance in a loop waits again a moment later: the message is not lost because it came between.</summary>
    private async Task<bool> HoldAsync(Stimulus start, string queue, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (waits.Contains(queue) && time.GetElapsedTime(since) < options.Value.WaitPatience)
        {
            var next = waits.Next;
            if (await ResumeAsync(start, queue, cancellationToken))
                return true;
            await Task.WhenAny(next, Task.Delay(options.Value.TriggerScanInterval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return false;
    }

    private Stimulus Stimulus(QueueMessage message, MessageValues values) => new()
    {
        Name = AmqpMessageReceived.TypeName,
        Matches = payload => _matcher.Matches(payload, message.Queue, values),
        Input = values.ToDictionary(),
        IdempotencyKey = string.IsNullOrEmpty(message.Properties.MessageId) ? null : $"amqp:{message.Queue}:{message.Properties.MessageId}",
    };
}
