using System.Collections.Concurrent;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Queues that instances wait for; kept, so that every node and the next start consume them. Safe for concurrent use.</summary>
internal sealed class WaitingQueues(IDocumentStore documents, IWorkflowStore store)
{
    private const string Collection = "amqp-queues";
    private readonly ConcurrentDictionary<string, AmqpTriggerPayload> _known = new(StringComparer.Ordinal);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next wait of this process.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Whether an instance may wait for a message of the queue. Waits of another node are seen with the next <see cref="RefreshAsync"/>.</summary>
    public bool Contains(string queue) => _known.ContainsKey(queue);

    public async ValueTask AddAsync(AmqpTriggerPayload payload, CancellationToken cancellationToken)
    {
        var queue = payload with { Headers = new Dictionary<string, string>(), Conditions = new Dictionary<string, string>() };
        if (!_known.TryGetValue(queue.Queue, out var known) || !IsSame(known, queue))
        {
            await documents.SaveAsync(Collection, "", queue.Queue, queue, null, cancellationToken);
            _known[queue.Queue] = queue;
        }

        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask<IReadOnlyCollection<AmqpTriggerPayload>> RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var document in await documents.ListAsync<AmqpTriggerPayload>(Collection, "", cancellationToken))
            _known[document.Value.Queue] = document.Value;
        return [.. _known.Values];
    }

    /// <summary>Forgets queues that no instance waits for any more.</summary>
    public async ValueTask ForgetIdleAsync(CancellationToken cancellationToken)
    {
        foreach (var (queue, payload) in _known.ToArray())
        {
            if (await IsAwaitedAsync(queue, cancellationToken) || !_known.TryRemove(queue, out _))
                continue;
            await documents.DeleteAsync(Collection, "", queue, cancellationToken);

            // A wait whose message was handled before the removal: its bookmark was committed before that.
            if (await IsAwaitedAsync(queue, cancellationToken))
                await AddAsync(payload, cancellationToken);
        }
    }

    private async ValueTask<bool> IsAwaitedAsync(string queue, CancellationToken cancellationToken) =>
        (await store.FindBookmarksAsync(new BookmarkFilter { Name = AmqpMessageReceived.WaitName(queue) }, cancellationToken)).Count > 0;

    private static bool IsSame(AmqpTriggerPayload one, AmqpTriggerPayload other) =>
        one.Exchange == other.Exchange && one.ExchangeType == other.ExchangeType && one.Expected == other.Expected && one.RoutingKeys.SequenceEqual(other.RoutingKeys);
}
