using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Orchestrator.Tests.E2E;

/// <summary>Plays vCD on a real broker: publishes API-extension requests and receives the replies.</summary>
internal sealed class Vcd : IAsyncDisposable
{
    public const string RequestQueue = "orchestrator.vcd-api";

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _exchange = $"replies-{Guid.CreateVersion7():N}";
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode>> _waiting = new();

    private Vcd(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<Vcd> ConnectAsync(string uri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        var vcd = new Vcd(connection, await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken));
        await vcd._channel.ExchangeDeclareAsync(vcd._exchange, ExchangeType.Direct, autoDelete: true);
        var queue = await vcd._channel.QueueDeclareAsync();
        await vcd._channel.QueueBindAsync(queue.QueueName, vcd._exchange, "back");
        var consumer = new AsyncEventingBasicConsumer(vcd._channel);
        consumer.ReceivedAsync += vcd.ReceiveAsync;
        await vcd._channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return vcd;
    }

    /// <summary>Sends a request of a tenant's user and waits for the reply: its status and decoded body.</summary>
    public async Task<Answer> CallAsync(string method, string path, string? body = null)
    {
        var id = Guid.CreateVersion7().ToString();
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["requestUri"] = path,
            ["queryString"] = null,
            ["protocol"] = "HTTP/1.1",
            ["scheme"] = "https",
            ["headers"] = new JsonObject { ["Accept"] = "application/json", ["Content-Type"] = "application/json" },
            ["body"] = body is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            ["statusCode"] = 0,
            ["request"] = true,
        };
        var context = new JsonObject { ["user"] = $"urn:vcloud:user:{Guid.CreateVersion7()}", ["org"] = "urn:vcloud:org:7b832bc5-3d73-45a2-ba35-82a5acd72fe4", ["rights"] = new JsonArray() };
        await PublishAsync(Encoding.UTF8.GetBytes(new JsonArray(request, context).ToJsonString()), id);
        var reply = await answer.Task.WaitAsync(WaitFor.Usual, TestContext.Current.CancellationToken);
        return new Answer((int)reply["statusCode"]!, Encoding.UTF8.GetString(Convert.FromBase64String((string?)reply["body"] ?? "")));
    }

    public async Task PublishAsync(byte[] message, string id) => await _channel.BasicPublishAsync("vcdext", "extension.request", true, new BasicProperties
    {
        ContentType = "application/json",
        CorrelationId = id,
        MessageId = id,
        ReplyTo = "back",
        Headers = new Dictionary<string, object?> { ["replyToExchange"] = _exchange },
    }, message);

    /// <summary>Takes a message from the dead-letter queue; its body and the reason.</summary>
    public async Task<(string Body, string Reason)?> TakeDeadAsync()
    {
        var message = await _channel.BasicGetAsync(RequestQueue + ".dead", autoAck: true);
        return message is null ? null : (Encoding.UTF8.GetString(message.Body.Span), Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["x-reason"]!));
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task ReceiveAsync(object sender, BasicDeliverEventArgs e)
    {
        var reply = JsonNode.Parse(e.Body.Span)!;
        if (e.BasicProperties.CorrelationId is { } id && _waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult(reply is JsonArray array ? array[0]! : reply);
        return Task.CompletedTask;
    }
}
