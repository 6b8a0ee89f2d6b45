using System.Text;
using Orchestrator.Activities.Messaging.Amqp;
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

    /// <summary>Gives everything that is declared a name of this test.</summary>
    public void Name(AmqpOptions options)
    {
        options.Exchange = Exchange;
        options.Queue = Queue;
        options.DeadLetterExchange = $"{Prefix}.dlx";
        options.ReplyQueue = $"{Prefix}.replies-to-us";
        options.OutgoingQueue = $"{Prefix}.outgoing";
        options.EventQueue = $"{Prefix}.vcd-events";
        options.EventExchanges.Clear();
    }

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

    /// <summary>Publishes to a queue, once it is there.</summary>
    public Task SendAsync(string queue, string body, string? messageId = null, IDictionary<string, object?>? headers = null, string exchange = "") => Wait.ForAsync(
        async () =>
        {
            try
            {
                var properties = new BasicProperties { MessageId = messageId, Headers = headers, Persistent = true };
                await _channel.BasicPublishAsync(exchange, queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
                return "";
            }
            catch (RabbitMQ.Client.Exceptions.PublishException)
            {
                return null;
            }
        },
        $"a queue for {queue}");

    public Task PublishAsync(string exchange, string routingKey, BasicProperties properties, string body) =>
        _channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, Encoding.UTF8.GetBytes(body)).AsTask();

    public Task DeleteAsync(string queue) => _channel.QueueDeleteAsync(queue);

    public async Task DeclareClassicAsync(string queue) => await _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);

    /// <summary>Waits for a message of a queue and takes it.</summary>
    public Task<BasicGetResult> TakeAsync(string queue) => Wait.ForAsync(() => _channel.BasicGetAsync(queue, autoAck: true), $"a message in {queue}");

    /// <summary>Takes the next message so many times and gives it back, as a consumer does that dies with it.</summary>
    public async Task FailAsync(string queue, int times)
    {
        for (var time = 0; time < times; time++)
        {
            var message = await Wait.ForAsync(() => _channel.BasicGetAsync(queue, autoAck: false), $"delivery {time + 1} of a message in {queue}");
            await _channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
        }
    }

    public async Task<uint> ConsumersAsync(string queue) => await _channel.ConsumerCountAsync(queue);

    public async Task<uint> CountAsync(string queue) => await _channel.MessageCountAsync(queue);

    public async ValueTask DisposeAsync()
    {
        string[] names = [Queue, ReplyQueue, $"{Prefix}.orders", $"{Prefix}.classic", $"{Prefix}.asks", $"{Prefix}.replies-to-us", $"{Prefix}.outgoing", $"{Prefix}.events", $"{Prefix}.vcd-events"];
        foreach (var queue in names.Concat(names.Select(name => name + ".dead")))
            await _channel.QueueDeleteAsync(queue);
        foreach (var exchange in new[] { Exchange, ReplyExchange, $"{Prefix}.dlx", $"{Prefix}.shop", $"{Prefix}.notifications", $"{Prefix}.notifications20" })
            await _channel.ExchangeDeleteAsync(exchange);
        await _connection.DisposeAsync();
    }
}
