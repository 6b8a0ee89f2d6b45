using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>
/// Publishes with confirms: when the task completes, the broker has the message in every queue it goes to. Safe for concurrent use. A missing exchange would close
/// the channel under all who publish on it, so an exchange is looked for on a channel of its own before its first use.
/// </summary>
internal sealed class AmqpPublisher(IAmqpSessions sessions, IOptions<AmqpOptions> options, AmqpInstruments instruments, TimeProvider time) : IDisposable
{
    private const ushort NotFound = 404;

    /// <summary>Messages in flight; more wait. (The library's own limiter slows down long before its limit.)</summary>
    private const int MaxOutstanding = 256;

    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly HashSet<string> _knownExchanges = [];
    private AmqpSession? _session;
    private IChannel? _channel;

    /// <summary>Throws <see cref="AmqpUnroutableException"/> or <see cref="AmqpUnavailableException"/>.</summary>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        AmqpTrace.Inject(properties);
        var channel = await ChannelForAsync(exchange, cancellationToken);
        using var timeout = new CancellationTokenSource(options.Value.ConfirmTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, either.Token);
            instruments.CountPublished();
        }
        catch (PublishReturnException exception)
        {
            throw new AmqpUnroutableException(
                $"Exchange '{exchange}' has no queue for routing key '{routingKey}': {exception.ReplyCode} {exception.ReplyText}.", exception);
        }
        catch (PublishException exception)
        {
            throw new AmqpUnavailableException($"The broker refused a message to exchange '{exchange}'.", exception);
        }
        catch (OperationInterruptedException exception)
        {
            await ForgetAsync(exchange);
            throw exception.ShutdownReason?.ReplyCode == NotFound
                ? new AmqpUnavailableException($"The publishing channel was closed: {exception.ShutdownReason.ReplyText}", exception)
                : new AmqpUnavailableException($"The broker did not confirm a message to exchange '{exchange}': {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AmqpUnavailableException($"The broker did not confirm a message to exchange '{exchange}' within {options.Value.ConfirmTimeout}.", exception);
        }
    }

    public void Dispose() => _opening.Dispose();

    private async Task<IChannel> ChannelForAsync(string exchange, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            var session = sessions.Current;
            if (!ReferenceEquals(session, _session))
            {
                _knownExchanges.Clear();
                _session = session;
                _channel = null;
            }

            if (exchange.Length > 0 && !_knownExchanges.Contains(exchange))
            {
                await LookForAsync(session, exchange, cancellationToken);
                _knownExchanges.Add(exchange);
            }

            if (_channel is not { IsOpen: true })
                _channel = await OpenAsync(session, cancellationToken);
            return _channel;
        }
        catch (Exception exception) when (exception is OperationInterruptedException or ObjectDisposedException or ChannelAllocationException)
        {
            throw new AmqpUnavailableException($"No channel to publish on: {exception.Message}", exception);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task ForgetAsync(string exchange)
    {
        await _opening.WaitAsync(CancellationToken.None);
        _knownExchanges.Remove(exchange);
        _opening.Release();
    }

    private static async Task LookForAsync(AmqpSession session, string exchange, CancellationToken cancellationToken)
    {
        await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await channel.ExchangeDeclarePassiveAsync(exchange, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == NotFound)
        {
            throw new AmqpUnroutableException($"Exchange '{exchange}' does not exist.", exception);
        }
    }

    private static Task<IChannel> OpenAsync(AmqpSession session, CancellationToken cancellationToken) => session.Connection.CreateChannelAsync(
        new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true,
            outstandingPublisherConfirmationsRateLimiter: new ConcurrencyLimiter(new ConcurrencyLimiterOptions
            {
                PermitLimit = MaxOutstanding,
                QueueLimit = int.MaxValue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })),
        cancellationToken);
}
