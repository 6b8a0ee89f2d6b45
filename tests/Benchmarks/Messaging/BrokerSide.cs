using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Orchestrator.Benchmarks.Messaging;

/// <summary>The other side of the broker: fills queues, consumes and answers with nothing behind it.</summary>
internal sealed class BrokerSide : IAsyncDisposable
{
    private const int Window = 256;
    private const int AckEvery = 100;
    private static readonly byte[] s_body = Encoding.UTF8.GetBytes($$$"""{"order":{"state":"paid","text":"{{{new string('x', 900)}}}"}}""");
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BrokerSide(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public IChannel Channel => _channel;

    public static async Task<BrokerSide> OpenAsync(string uri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        return new BrokerSide(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
    }

    public async Task DeclareQuorumAsync(string queue, string deadLetterExchange) => await _channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = 20,
            ["x-dead-letter-exchange"] = deadLetterExchange,
            ["x-dead-letter-routing-key"] = $"{queue}.dead",
        });

    /// <summary>Persistent messages of 1 KB with message ids of their own.</summary>
    public async Task FillAsync(string queue, int count)
    {
        var prefix = Path.GetRandomFileName();
        foreach (var window in Enumerable.Range(0, count).Chunk(Window))
        {
            await Task.WhenAll(window.Select(n => _channel.BasicPublishAsync(
                "", queue, mandatory: true, new BasicProperties { MessageId = $"{prefix}-{n}", Persistent = true, ContentType = "application/json" }, s_body).AsTask()));
        }
    }

    /// <summary>Takes that many messages with the prefetch of the orchestrator and acknowledges them in groups.</summary>
    public async Task ConsumeAsync(string queue, int count, ushort prefetch)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, prefetch, false);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = 0;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, e) =>
        {
            taken++;
            if (taken % AckEvery == 0 || taken == count)
                await channel.BasicAckAsync(e.DeliveryTag, multiple: true);
            if (taken == count)
                done.TrySetResult();
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        await done.Task;
    }

    public async Task DeleteAsync(params string[] queues)
    {
        foreach (var queue in queues)
            await _channel.QueueDeleteAsync(queue);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
