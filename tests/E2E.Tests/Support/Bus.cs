using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Orchestrator.Tests.E2E;

/// <summary>A partner of workflows on a real broker: publishes orders with message ids, and collects what comes back.</summary>
internal sealed class Bus : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _back = new();

    private Bus(IConnection connection, IChannel channel, string name) => (_connection, _channel, Orders, Done) = (connection, channel, $"{name}.orders", $"{name}.done");

    public string Orders { get; }

    public string Done { get; }

    /// <summary>Message ids by the order that they answer.</summary>
    public IReadOnlyDictionary<string, ConcurrentDictionary<string, int>> Back => _back;

    public static async Task<Bus> ConnectAsync(string uri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        var bus = new Bus(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), $"kills-{Guid.CreateVersion7():N}");
        await bus._channel.QueueDeclareAsync(bus.Done, durable: true, exclusive: false, autoDelete: false);
        var consumer = new AsyncEventingBasicConsumer(bus._channel);
        consumer.ReceivedAsync += (_, e) =>
        {
            bus._back.GetOrAdd(Encoding.UTF8.GetString(e.Body.Span), _ => new())
                .AddOrUpdate(e.BasicProperties.MessageId ?? "none", 1, (_, times) => times + 1);
            return Task.CompletedTask;
        };
        await bus._channel.BasicConsumeAsync(bus.Done, autoAck: true, consumer);
        return bus;
    }

    /// <summary>False while the queue is not there.</summary>
    public async Task<bool> TryOrderAsync(string id)
    {
        try
        {
            await _channel.BasicPublishAsync("", Orders, mandatory: true, new BasicProperties { MessageId = id, Persistent = true }, Encoding.UTF8.GetBytes($$"""{"order":"{{id}}"}"""));
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.PublishException)
        {
            return false;
        }
    }

    public async Task<uint> DeadAsync() => await _channel.MessageCountAsync($"{Orders}.dead");

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in new[] { Orders, $"{Orders}.dead", Done })
            await _channel.QueueDeleteAsync(queue);
        await _connection.DisposeAsync();
    }
}
