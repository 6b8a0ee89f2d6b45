using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>
/// Consumes a queue on a channel of its own. A handler decides: null acknowledges the message, a text dead-letters it with that reason. A handler that throws is
/// called again with back-off, then the message is dead-lettered. What is not acknowledged when the session ends comes back with the next one.
/// </summary>
internal sealed partial class QueueConsumer(
    AmqpSession session,
    IChannel channel,
    string queue,
    Func<QueueMessage, CancellationToken, Task<string?>> handle,
    Func<QueueMessage, CancellationToken, Task>? giveUp,
    AmqpOptions options,
    DeadLetters deadLetters,
    AmqpInstruments instruments,
    TimeProvider time,
    ILogger logger)
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _tag = "";
    private int _inWork = 1;
    private int _draining;

    public string Queue => queue;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, (ushort)options.Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => OnReceivedAsync(delivery);
        consumer.UnregisteredAsync += (_, _) =>
        {
            if (Volatile.Read(ref _draining) == 0)
                session.Fail($"The broker ended the consumer of queue '{queue}': was the queue deleted?");
            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            if (Volatile.Read(ref _draining) == 0)
                session.Fail($"The channel of queue '{queue}' was closed: {reason.ReplyCode} {reason.ReplyText}");
            return Task.CompletedTask;
        };
        _tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
    }

    /// <summary>Takes no more messages, waits for those in work, and closes the channel.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _draining, 1) == 1)
            return;
        try
        {
            await channel.BasicCancelAsync(_tag, cancellationToken: cancellationToken);
            Leave();
            await _drained.Task.WaitAsync(cancellationToken);
            await channel.CloseAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or ObjectDisposedException or OperationCanceledException)
        {
            LogDrainFailed(logger, exception, queue);
        }
    }

    private async Task OnReceivedAsync(BasicDeliverEventArgs delivery)
    {
        Interlocked.Increment(ref _inWork);
        try
        {
            instruments.CountReceived(queue);
            var message = new QueueMessage(
                queue, delivery.Exchange, delivery.RoutingKey, delivery.Redelivered, new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray());
            var reason = message.Body.Length > options.MaxMessageBytes
                ? $"The message has {message.Body.Length} bytes; the limit is {options.MaxMessageBytes}."
                : await HandleAsync(message);
            if (reason is not null)
                await RepeatAsync(() => deadLetters.AddAsync(queue, message.Exchange, message.RoutingKey, message.Properties, message.Body, reason, session.Token));
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, session.Token);
        }
        catch (Exception exception) when (session.Token.IsCancellationRequested)
        {
            // Unacknowledged: the broker delivers it again.
            LogAbandoned(logger, exception, queue);
        }
        catch (Exception exception)
        {
            LogHandlingFailed(logger, exception, queue, options.HandlingAttempts);
            session.Fail($"A message of queue '{queue}' could be neither handled nor dead-lettered: {exception.Message}");
        }
        finally
        {
            Leave();
        }
    }

    private async Task<string?> HandleAsync(QueueMessage message)
    {
        var delay = options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await handle(message, session.Token);
            }
            catch (Exception exception) when (!session.Token.IsCancellationRequested)
            {
                LogAttemptFailed(logger, exception, queue, attempt, options.HandlingAttempts);
                if (attempt == options.HandlingAttempts)
                {
                    if (giveUp is not null)
                        await RepeatAsync(() => giveUp(message, session.Token));
                    return $"Handling failed {attempt} times, last: {exception.Message}";
                }
            }

            await Task.Delay(delay, time, session.Token);
            delay = Longer(delay);
        }
    }

    private async Task RepeatAsync(Func<Task> send)
    {
        var delay = options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await send();
                return;
            }
            catch (AmqpUnavailableException exception) when (attempt < options.HandlingAttempts && !session.Token.IsCancellationRequested)
            {
                LogAttemptFailed(logger, exception, queue, attempt, options.HandlingAttempts);
            }

            await Task.Delay(delay, time, session.Token);
            delay = Longer(delay);
        }
    }

    private TimeSpan Longer(TimeSpan delay) => delay * 2 < options.MaxRetryDelay ? delay * 2 : options.MaxRetryDelay;

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inWork) == 0)
            _drained.TrySetResult();
    }
}
