using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Benchmarks.Engine;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Definitions;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Orchestrator.Benchmarks.Messaging;

/// <summary>vCD's request to a workflow of one step and back, against an echo over queues of the same kind with nothing behind it.</summary>
internal sealed class VcdRpc : IBenchmark
{
    private const string Org = "7b832bc5-3d73-45a2-ba35-82a5acd72fe4";

    public string Name => "ingress-rpc";

    public string Description => "vCD request to reply through a one-step workflow, against a bare echo RPC on the same broker";

    public IReadOnlyList<string> Needs => ["postgres", "rabbit"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        if (BenchmarkContext.Amqp is not { } amqp)
            return;
        foreach (var database in Stage.Databases)
        {
            var name = $"bench_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
            var persistence = await Stage.PersistenceAsync(database, name, context, cancellationToken);
            await using var engine = await EngineHost.StartAsync(persistence, services => Configure(services, amqp, name), cancellationToken);
            await engine.Services.GetRequiredService<ITenantDirectory>().SaveAsync(new Tenant("pscoe", Org, "Pscoe"), cancellationToken);
            await engine.Services.GetRequiredService<IDefinitionService>().SaveAsync((JsonObject)JsonNode.Parse(Definition)!, new SaveDefinition { Publish = true }, cancellationToken);
            while (engine.Services.GetRequiredService<IAmqpHealth>().State != AmqpState.Connected)
                await Task.Delay(50, cancellationToken);
            await MeasureAsync(context, database, amqp, name, cancellationToken);
        }
    }

    private static void Configure(IServiceCollection services, string amqp, string name) => services.AddAmqp(options =>
    {
        options.Uri = new Uri(amqp);
        options.Exchange = $"{name}.ext";
        options.Queue = $"{name}.api";
        options.ReplyQueue = $"{name}.replies";
        options.OutgoingQueue = $"{name}.outgoing";
        options.DeadLetterExchange = $"{name}.dlx";
        options.EventExchanges.Clear();
    }).AddTenantApi();

    private static async Task MeasureAsync(BenchmarkContext context, string database, string amqp, string name, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(amqp) }.CreateConnectionAsync(cancellationToken);
        await using var caller = await Caller.OpenAsync(connection, name, cancellationToken);
        await using var echo = await EchoAsync(connection, $"{name}.echo", cancellationToken);
        var (ours, bare) = (new List<double>(), new List<double>());
        await AskAllAsync(caller, $"{name}.ext", "vcd", Request, context.Seconds(1), []);
        await AskAllAsync(caller, "", $"{name}.echo", Request, context.Seconds(0.5), []);
        for (var round = 0; round < 7; round++)
        {
            await AskAllAsync(caller, $"{name}.ext", "vcd", Request, context.Seconds(0.5), ours);
            await AskAllAsync(caller, "", $"{name}.echo", Request, context.Seconds(0.5), bare);
        }

        context.Report($"vCD request → workflow → reply, {database}, p50", Spread.Percentile(ours, 0.5), "ms", Spread.Percentile(bare, 0.5), Target.AtMostOfLimit(3));
        context.Report($"vCD request → workflow → reply, {database}, p99", Spread.Percentile(ours, 0.99), "ms", Spread.Percentile(bare, 0.99));
        foreach (var queue in new[] { $"{name}.echo", $"{name}.api", $"{name}.api.dead", $"{name}.replies", $"{name}.replies.dead", $"{name}.outgoing.dead" })
            await caller.Channel.QueueDeleteAsync(queue, cancellationToken: cancellationToken);
    }

    private static async Task AskAllAsync(Caller caller, string exchange, string key, Func<string, byte[]> request, TimeSpan time, List<double> milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var begin = Stopwatch.GetTimestamp();
            await caller.AskAsync(exchange, key, request);
            milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    private static byte[] Request(string id) => Encoding.UTF8.GetBytes($$"""
        [{"id":"{{id}}","method":"POST","requestUri":"/api/org/{{Org}}/hello","queryString":null,"headers":{"Content-Type":"application/json"},"body":"eyJuYW1lIjoiQW5uIn0=","statusCode":0,"request":true},
         {"user":"urn:vcloud:user:5e70c4c0-9d10-4d44-8d79-d8c5aa0b5c11","org":"urn:vcloud:org:{{Org}}","rights":[]}]
        """);

    /// <summary>A responder with nothing behind it, on a queue of the kind that requests of vCD lie in.</summary>
    private static async Task<IChannel> EchoAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, e) =>
        {
            await channel.BasicPublishAsync("", e.BasicProperties.ReplyTo!, false, new BasicProperties { CorrelationId = e.BasicProperties.CorrelationId }, e.Body.ToArray());
            await channel.BasicAckAsync(e.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        return channel;
    }

    private const string Definition = """
        {"definitionId":"hello","name":"Hello","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.VcdApiRequest","version":1,"customProperties":{"canStartWorkflow":true},
           "urlPattern":{"typeName":"String","expression":{"type":"Literal","value":"/api/org/{org}/hello"}}},
          {"id":"r","type":"Orchestrator.ReplyToVcdApi","version":1,"body":{"typeName":"Object","expression":{"type":"Literal","value":"hello"}}}],
          "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"r","port":"In"}}]}}
        """;

    /// <summary>The cell: asks one request after the other.</summary>
    private sealed class Caller : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
        private readonly string _exchange;
        private readonly string _key = "cell";
        private readonly string _queue;

        private Caller(IChannel channel, string exchange, string queue) => (Channel, _exchange, _queue) = (channel, exchange, queue);

        public IChannel Channel { get; }

        public static async Task<Caller> OpenAsync(IConnection connection, string name, CancellationToken cancellationToken)
        {
            var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            var exchange = $"{name}.cells";
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Direct, durable: false, autoDelete: true, cancellationToken: cancellationToken);
            var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
            var caller = new Caller(channel, exchange, queue.QueueName);
            await channel.QueueBindAsync(queue.QueueName, exchange, caller._key, cancellationToken: cancellationToken);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, e) =>
            {
                if (caller._waiting.TryRemove(e.BasicProperties.CorrelationId ?? "", out var waiting))
                    waiting.TrySetResult();
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
            return caller;
        }

        public async Task AskAsync(string exchange, string key, Func<string, byte[]> request)
        {
            var id = Guid.CreateVersion7().ToString();
            var waiting = _waiting[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var properties = new BasicProperties
            {
                CorrelationId = id,
                Persistent = true,
                ReplyTo = exchange.Length == 0 ? _queue : _key,
                Headers = new Dictionary<string, object?> { ["replyToExchange"] = _exchange },
            };
            await Channel.BasicPublishAsync(exchange, key, false, properties, request(id));
            await waiting.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        public ValueTask DisposeAsync() => Channel.DisposeAsync();
    }
}
