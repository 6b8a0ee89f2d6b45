using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Runtime;
using Orchestrator.Workflows;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>
/// Looks into dead-letter queues, sends messages back, and discards them. The messages stay in the broker: what is only looked at is given back when the channel closes. Throws
/// <see cref="AmqpUnavailableException"/> without a broker.
/// </summary>
internal sealed class DeadLetterDesk(IAmqpSessions sessions, AmqpPublisher publisher, ITriggerIndex triggers, WaitingQueues waits, IOptions<AmqpOptions> options, TimeProvider time)
    : IDisposable
{
    private const ushort NotFound = 404;

    /// <summary>Messages that one call touches at most; the rest waits for the next.</summary>
    private const int MaxMessages = 10_000;

    /// <summary>Messages that somebody looks at just now are not there for a moment.</summary>
    private const int Looks = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Queues of this server, of published triggers and of waiting instances.</summary>
    public async Task<DeadLetterQueueList> QueuesAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var wanted = triggers.Find(AmqpMessageReceived.TypeName).Select(trigger => trigger.Payload?.Deserialize<AmqpTriggerPayload>(PlainJson.Options)?.Queue).OfType<string>();
        var waiting = (await waits.RefreshAsync(cancellationToken)).Select(payload => payload.Queue);
        string[] own = [settings.Queue, settings.ReplyQueue, settings.EventQueue, settings.OutgoingQueue];
        var items = new List<DeadLetterQueue>();
        foreach (var queue in own.Concat(wanted).Concat(waiting).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            items.Add(new DeadLetterQueue(queue, AmqpOptions.DeadLetterQueueOf(queue), await CountAsync(queue, cancellationToken)));
        return new DeadLetterQueueList(items);
    }

    /// <summary>The oldest dead letters; null when the broker has no such queue.</summary>
    public async Task<DeadLetterList?> ListAsync(string queue, int take, CancellationToken cancellationToken)
    {
        if (await CountAsync(queue, cancellationToken) is not { } count)
            return null;
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var channel = await OpenAsync(cancellationToken);
            var items = new List<DeadLetter>();
            while (items.Count < take && await channel.BasicGetAsync(AmqpOptions.DeadLetterQueueOf(queue), autoAck: false, cancellationToken) is { } message)
                items.Add(DeadLetterText.Of(message));
            await GiveBackAsync(channel);
            return new DeadLetterList(queue, Math.Max(count, (uint)items.Count), items);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Sends the chosen messages back to their queue; those that went out, and replies of vCD's API, to where they were published first. A message leaves the dead letters when the
    /// broker has confirmed it elsewhere. Null when the broker has no such queue.
    /// </summary>
    public Task<DeadLetterResult?> ReplayAsync(DeadLetterChoice choice, CancellationToken cancellationToken) => TakeAsync(
        choice,
        async message =>
        {
            var letter = DeadLetterText.Of(message);
            var goesOut = choice.Queue == options.Value.OutgoingQueue || letter.Headers.GetValueOrDefault("messageType") as string == "ProcessHttpResponse";
            var (exchange, key) = goesOut ? (letter.Exchange ?? "", letter.RoutingKey ?? "") : ("", choice.Queue);
            await publisher.PublishAsync(exchange, key, DeadLetterText.Restored(message), message.Body, cancellationToken);
        },
        cancellationToken);

    /// <summary>Deletes the chosen messages for good; null when the broker has no such queue.</summary>
    public Task<DeadLetterResult?> DiscardAsync(DeadLetterChoice choice, CancellationToken cancellationToken) => TakeAsync(choice, _ => Task.CompletedTask, cancellationToken);

    private async Task<DeadLetterResult?> TakeAsync(DeadLetterChoice choice, Func<BasicGetResult, Task> handle, CancellationToken cancellationToken)
    {
        if (await CountAsync(choice.Queue, cancellationToken) is null)
            return null;
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var channel = await OpenAsync(cancellationToken);
            var handled = new HashSet<string>(StringComparer.Ordinal);
            var result = await TakeAsync(channel, choice, handled, handle, cancellationToken);
            for (var look = 1; look < Looks && result.Fault is null && choice.Keys?.All(handled.Contains) == false; look++)
            {
                await Task.Delay(s_pause, time, cancellationToken);
                var more = await TakeAsync(channel, choice, handled, handle, cancellationToken);
                result = more with { Done = result.Done + more.Done };
            }

            await GiveBackAsync(channel);
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One that comes again, because it was dead-lettered anew, is left alone: nothing is replayed twice in one call.</summary>
    private static async Task<DeadLetterResult> TakeAsync(
        IChannel channel, DeadLetterChoice choice, HashSet<string> handled, Func<BasicGetResult, Task> handle, CancellationToken cancellationToken)
    {
        var done = 0;
        for (var seen = 0; seen < MaxMessages; seen++)
        {
            if (await channel.BasicGetAsync(AmqpOptions.DeadLetterQueueOf(choice.Queue), autoAck: false, cancellationToken) is not { } message)
                break;
            var key = DeadLetterText.KeyOf(message);
            if (choice.Keys?.Contains(key) == false || !handled.Add(key))
                continue;
            try
            {
                await handle(message);
            }
            catch (AmqpUnroutableException exception)
            {
                return new DeadLetterResult(done, exception.Message);
            }

            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            done++;
        }

        return new DeadLetterResult(done, null);
    }

    private static ValueTask GiveBackAsync(IChannel channel) => channel.BasicNackAsync(deliveryTag: 0, multiple: true, requeue: true, CancellationToken.None);

    public void Dispose() => _one.Dispose();

    private async Task<uint?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await OpenAsync(cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(AmqpOptions.DeadLetterQueueOf(queue), cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.Current.Connection.CreateChannelAsync(cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or ObjectDisposedException or ChannelAllocationException)
        {
            throw new AmqpUnavailableException($"The broker gives no channel: {exception.Message}", exception);
        }
    }
}
