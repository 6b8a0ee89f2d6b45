using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Lab.Bus;

/// <summary>vCD's side of RabbitMQ: one reply exchange, one reply queue of the cell, and the two exchanges of notifications.</summary>
internal sealed class AmqpBus(Uri uri, Func<(string Exchange, string Prefix)> names) : ILabBus
{
    private const string ReplyExchange = "vcd.replies";
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ExtensionReply>> _waiting = new(StringComparer.Ordinal);
    private readonly string _cell = $"cell-{Guid.CreateVersion7():N}";
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Asks an extension. Null: it cannot be reached.</summary>
    /// <exception cref="TimeoutException">It has not answered in time.</exception>
    public async Task<ExtensionReply?> AskAsync(ExtensionTarget target, ExtensionRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<ExtensionReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[request.Id] = answer;
        try
        {
            var channel = await OpenAsync(cancellationToken);
            var properties = new BasicProperties
            {
                CorrelationId = request.Id,
                ReplyTo = _cell,
                ContentType = "application/octet-stream",
                Headers = new Dictionary<string, object?> { ["replyToExchange"] = ReplyExchange, ["messageType"] = "ProcessHttpRequest" },
            };
            var body = new JsonArray(HttpMessage.Request(request, withToken: true), HttpMessage.Security(request)).ToJsonString();
            await channel.BasicPublishAsync(target.Exchange!, target.RoutingKey!, mandatory: true, properties, Encoding.UTF8.GetBytes(body), cancellationToken);
            return await answer.Task.WaitAsync(timeout, cancellationToken);
        }
        catch (Exception exception) when (exception is PublishException or AlreadyClosedException or OperationInterruptedException or BrokerUnreachableException)
        {
            return null;
        }
        finally
        {
            _waiting.TryRemove(request.Id, out _);
        }
    }

    public async Task PublishAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await OpenAsync(cancellationToken);
            var (exchange, prefix) = names();
            await SendAsync(channel, exchange, "application/xml", notification.ToXml(), notification, cancellationToken);
            await SendAsync(channel, $"{prefix}.notifications20", "application/json", notification.ToJson().ToJsonString(), notification, cancellationToken);
        }
        catch (Exception exception) when (exception is PublishException or AlreadyClosedException or OperationInterruptedException or BrokerUnreachableException)
        {
            throw new IOException($"The broker does not take notifications: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _opening.Dispose();
    }

    private static ValueTask SendAsync(IChannel channel, string exchange, string contentType, string body, Notification notification, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync(
            exchange,
            notification.RoutingKey,
            mandatory: false,
            new BasicProperties { ContentType = contentType, Persistent = true, Headers = notification.Headers },
            Encoding.UTF8.GetBytes(body),
            cancellationToken);

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
            return open;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_channel is { IsOpen: true } other)
                return other;
            if (_connection is not { IsOpen: true })
            {
                if (_connection is not null)
                    await _connection.DisposeAsync();
                _connection = await new ConnectionFactory { Uri = uri, AutomaticRecoveryEnabled = false, ClientProvidedName = "vCloud Director (lab)" }.CreateConnectionAsync(cancellationToken);
            }

            var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
            var (exchange, prefix) = names();
            await channel.ExchangeDeclareAsync(ReplyExchange, ExchangeType.Direct, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync($"{prefix}.notifications20", ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(_cell, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(_cell, ReplyExchange, _cell, cancellationToken: cancellationToken);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += OnReplyAsync;
            await channel.BasicConsumeAsync(_cell, autoAck: true, consumer, cancellationToken);
            return _channel = channel;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>A reply that nobody waits for any more, or that cannot be read, is dropped, as a cell does.</summary>
    private Task OnReplyAsync(object sender, BasicDeliverEventArgs delivery)
    {
        try
        {
            using var json = JsonDocument.Parse(delivery.Body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) && id.GetString() == delivery.BasicProperties.CorrelationId
                && _waiting.TryRemove(delivery.BasicProperties.CorrelationId!, out var answer))
                answer.TrySetResult(ExtensionReply.Read(json.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Not a reply.
        }

        return Task.CompletedTask;
    }
}
