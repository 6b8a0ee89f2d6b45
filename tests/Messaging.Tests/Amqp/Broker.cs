using System.Text;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>The vCD side of a real broker: publishes requests, takes replies, looks into dead-letter queues. Names are unique per test.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private static int s_names;

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Broker(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
        Prefix = $"test-{Environment.ProcessId}-{Interlocked.Increment(ref s_names)}";
    }

    public static Uri Address => new(TestEnvironment.Require("ORCHESTRATOR_TEST_AMQP", "rabbitmq-server"));

    public string Prefix { get; }

    public string Exchange => $"{Prefix}.ext";

    public string Queue => $"{Prefix}.api";

    public string DeadQueue => $"{Queue}.dead";

    public string ReplyExchange => $"{Prefix}.replies";

    public string ReplyQueue => $"{Prefix}.cell";

    public static async Task<Broker> OpenAsync()
    {
        var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync();
        var broker = new Broker(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
        await broker._channel.ExchangeDeclareAsync(broker.ReplyExchange, ExchangeType.Direct, autoDelete: false);
        await broker._channel.QueueDeclareAsync(broker.ReplyQueue, exclusive: false, autoDelete: false);
        await broker._channel.QueueBindAsync(broker.ReplyQueue, broker.ReplyExchange, "cell-7");
        return broker;
    }

    public Task PublishAsync(string body, string? correlationId = "c-1", string? replyTo = "cell-7", string? replyExchange = "") =>
        PublishAsync(Exchange, "autoscale", body, correlationId, replyTo, replyExchange);

    public async Task PublishAsync(string exchange, string routingKey, string body, string? correlationId, string? replyTo, string? replyExchange)
    {
        var properties = new BasicProperties { CorrelationId = correlationId, ReplyTo = replyTo, Headers = new Dictionary<string, object?> { ["messageType"] = "ProcessHttpRequest" } };
        if (replyExchange is not null)
            properties.Headers["replyToExchange"] = replyExchange.Length == 0 ? ReplyExchange : replyExchange;
        await _channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Waits for a message of a queue and takes it.</summary>
    public Task<BasicGetResult> TakeAsync(string queue) => Wait.ForAsync(() => _channel.BasicGetAsync(queue, autoAck: true), $"a message in {queue}");

    public async Task<uint> CountAsync(string queue) => await _channel.MessageCountAsync(queue);

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in new[] { Queue, DeadQueue, ReplyQueue, $"{Prefix}.orders", $"{Prefix}.orders.dead" })
            await _channel.QueueDeleteAsync(queue);
        foreach (var exchange in new[] { Exchange, ReplyExchange, $"{Prefix}.dlx" })
            await _channel.ExchangeDeleteAsync(exchange);
        await _connection.DisposeAsync();
    }
}
