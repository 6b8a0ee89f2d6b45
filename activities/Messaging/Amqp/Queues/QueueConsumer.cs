using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>
/// Consumes a queue on a channel of its own; as many messages are in work as are prefetched. A handler decides: null acknowledges the message, a text dead-letters it with
/// that reason. A handler that throws is called again with back-off, then the message is dead-lettered; one that throws because the process stops leaves it to the broker. What is
/// not acknowledged when the consumer ends comes back.
/// </summary>
internal sealed partial class QueueConsumer : IDisposable
{
    private readonly QueueConsumerSettings _settings;
    private readonly IChannel _channel;
    private readonly CancellationTokenSource _lifetime;
    private readonly CancellationToken _token;
    private readonly AckWindow _window;
    private readonly SemaphoreSlim _acks = new(0);
    private readonly TaskCompletionSource _unregistered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _acking = Task.CompletedTask;
    private string _tag = "";
    private int _inWork = 1;
    private int _draining;

    public QueueConsumer(QueueConsumerSettings settings, AmqpSession session, IChannel channel)
    {
        (_settings, _channel) = (settings, channel);
        _lifetime = CancellationTokenSource.CreateLinkedTokenSource(session.Token);
        _token = _lifetime.Token;
        _window = new AckWindow(Math.Max(1, settings.Options.Prefetch / 4));
    }

    /// <summary>Completes with the reason when the consumer ended without having been asked to, as when its queue was deleted.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>A handler that fails now may do so because everything stops.</summary>
    private bool IsEnding => _token.IsCancellationRequested || Volatile.Read(ref _draining) != 0 || _settings.Stopping.IsCancellationRequested;

    private string Queue => _settings.Queue;

    private AmqpOptions Options => _settings.Options;

    private ILogger Logger => _settings.Logger;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _channel.BasicQosAsync(0, (ushort)Options.Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += OnReceivedAsync;
        consumer.UnregisteredAsync += (_, _) =>
        {
            _unregistered.TrySetResult();
            return EndAsync($"the broker ended the consumer of queue '{Queue}': was the queue deleted?");
        };
        _channel.ChannelShutdownAsync += (_, reason) => EndAsync($"the channel of queue '{Queue}' was closed: {reason.ReplyCode} {reason.ReplyText}");
        _acking = AcknowledgeAsync();
        _tag = await _channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
    }

    /// <summary>Takes no more messages, waits for those in work, and closes the channel.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _draining, 1) == 1)
            return;
        try
        {
            if (!_token.IsCancellationRequested)
            {
                await _channel.BasicCancelAsync(_tag, cancellationToken: cancellationToken);
                // Messages that came before the broker's answer are given to the consumer before it is unregistered.
                await _unregistered.Task.WaitAsync(cancellationToken);
                Leave();
                await _drained.Task.WaitAsync(cancellationToken);
                await _lifetime.CancelAsync();
                await _acking;
                await SendAcksAsync();
            }

            await _channel.CloseAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationInterruptedException or ObjectDisposedException or OperationCanceledException)
        {
            LogDrainFailed(Logger, exception, Queue);
        }
    }

    public void Dispose()
    {
        _lifetime.Dispose();
        _acks.Dispose();
    }

    private async Task EndAsync(string reason)
    {
        if (Volatile.Read(ref _draining) != 0 || !_ended.TrySetResult(reason))
            return;
        await _lifetime.CancelAsync();
    }

    /// <summary>Runs on the channel's one dispatcher: copies what the library reuses, and leaves the rest to the pool.</summary>
    private Task OnReceivedAsync(object sender, BasicDeliverEventArgs delivery)
    {
        Interlocked.Increment(ref _inWork);
        _settings.Instruments.CountReceived(Queue);
        var message = new QueueMessage(
            Queue, delivery.Exchange, delivery.RoutingKey, delivery.Redelivered, new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray());
        _ = WorkAsync(message, delivery.DeliveryTag);
        return Task.CompletedTask;
    }

    private async Task WorkAsync(QueueMessage message, ulong tag)
    {
        await Task.Yield();
        using var span = AmqpTrace.Receive(message);
        try
        {
            var reason = message.Body.Length > Options.MaxMessageBytes
                ? $"The message has {message.Body.Length} bytes; the limit is {Options.MaxMessageBytes}."
                : await HandleAsync(message);
            if (reason is not null)
                await RepeatAsync(() => _settings.DeadLetters.AddAsync(Queue, message.Exchange, message.RoutingKey, message.Properties, message.Body, reason, _token));
            _window.Done(tag);
            _acks.Release();
        }
        catch (Exception exception) when (IsEnding)
        {
            // Unacknowledged: the broker delivers it again.
            LogAbandoned(Logger, exception, Queue);
        }
        catch (Exception exception)
        {
            LogHandlingFailed(Logger, exception, Queue, Options.HandlingAttempts);
            await EndAsync($"a message of queue '{Queue}' could be neither handled nor dead-lettered: {exception.Message}");
        }
        finally
        {
            Leave();
        }
    }

    private async Task<string?> HandleAsync(QueueMessage message)
    {
        var delay = Options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _settings.Handle(message, _token);
            }
            catch (Exception exception) when (!IsEnding)
            {
                LogAttemptFailed(Logger, exception, Queue, attempt, Options.HandlingAttempts);
                if (attempt == Options.HandlingAttempts)
                {
                    if (_settings.GiveUp is { } giveUp)
                        await RepeatAsync(() => giveUp(message, _token));
                    return $"Handling failed {attempt} times, last: {exception.Message}";
                }
            }

            await Task.Delay(delay, _settings.Time, _token);
            delay = Longer(delay);
        }
    }

    private async Task RepeatAsync(Func<Task> send)
    {
        var delay = Options.RetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await send();
                return;
            }
            catch (AmqpUnavailableException exception) when (attempt < Options.HandlingAttempts && !IsEnding)
            {
                LogAttemptFailed(Logger, exception, Queue, attempt, Options.HandlingAttempts);
            }

            await Task.Delay(delay, _settings.Time, _token);
            delay = Longer(delay);
        }
    }

    /// <summary>The one sender of acknowledgements: while one is on its way the next gather, so that under load one covers many.</summary>
    private async Task AcknowledgeAsync()
    {
        try
        {
            while (true)
            {
                await _acks.WaitAsync(_token);
                await SendAcksAsync();
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (exception is OperationInterruptedException or ObjectDisposedException)
        {
            LogAckFailed(Logger, exception, Queue);
            await EndAsync($"messages of queue '{Queue}' could not be acknowledged: {exception.Message}");
        }
    }

    private async Task SendAcksAsync()
    {
        var (upTo, alone, count) = _window.Take();
        if (upTo > 0)
            await _channel.BasicAckAsync(upTo, multiple: true, CancellationToken.None);
        foreach (var tag in alone)
            await _channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
        if (count > 0)
            _settings.Instruments.CountAcknowledged(Queue, count);
    }

    private TimeSpan Longer(TimeSpan delay) => delay * 2 < Options.MaxRetryDelay ? delay * 2 : Options.MaxRetryDelay;

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inWork) == 0)
            _drained.TrySetResult();
    }
}
