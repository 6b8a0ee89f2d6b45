using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Consumes the queues of published <see cref="AmqpMessageReceived"/> triggers: looks at the trigger index every now and then and starts and stops consumers.</summary>
internal sealed partial class TriggerQueues(
    ITriggerIndex index, IWorkflowRuntime runtime, QueueConsumerFactory consumers, DeadLetters deadLetters, IOptions<AmqpOptions> options, TimeProvider time,
    ILogger<TriggerQueues> logger) : IAmqpPart, IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private Dictionary<string, QueueConsumer> _consumers = [];

    public Task StartAsync(AmqpSession session, CancellationToken cancellationToken)
    {
        _consumers = [];
        _ = FollowIndexAsync(session);
        return Task.CompletedTask;
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            foreach (var consumer in _consumers.Values)
                await consumer.DrainAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private async Task FollowIndexAsync(AmqpSession session)
    {
        try
        {
            using var timer = new PeriodicTimer(options.Value.TriggerScanInterval, time);
            do
            {
                await ApplyAsync(session);
            }
            while (await timer.WaitForNextTickAsync(session.Token));
        }
        catch (OperationCanceledException) when (session.Token.IsCancellationRequested)
        {
            LogStopped(logger);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            session.Fail($"Consuming the queues of workflows failed: {exception.Message}");
        }
    }

    private async Task ApplyAsync(AmqpSession session)
    {
        var wanted = index.Find(AmqpMessageReceived.TypeName).Select(trigger => trigger.Payload?["queue"]?.GetValue<string>()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        await _changing.WaitAsync(session.Token);
        try
        {
            foreach (var gone in _consumers.Keys.Where(queue => !wanted.Contains(queue)).ToList())
            {
                await _consumers[gone].DrainAsync(session.Token);
                _consumers.Remove(gone);
            }

            foreach (var queue in wanted.Where(queue => !_consumers.ContainsKey(queue)))
            {
                await using (var channel = await session.Connection.CreateChannelAsync(cancellationToken: session.Token))
                    await deadLetters.DeclareQueueAsync(channel, queue, session.Token);
                _consumers[queue] = await consumers.StartAsync(session, queue, HandleAsync, giveUp: null, session.Token);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task<string?> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var properties = message.Properties;
        var result = await runtime.DispatchAsync(
            new Stimulus
            {
                Name = AmqpMessageReceived.TypeName,
                Payload = new AmqpTriggerPayload(message.Queue),
                Input = Values(message),
                IdempotencyKey = string.IsNullOrEmpty(properties.MessageId) ? null : $"amqp:{message.Queue}:{properties.MessageId}",
            },
            cancellationToken);
        return result.Matched ? null : $"No published workflow starts with a message of queue '{message.Queue}', and no instance waits for one.";
    }

    private static Dictionary<string, object?> Values(QueueMessage message) => new()
    {
        ["queue"] = message.Queue,
        ["exchange"] = message.Exchange,
        ["routingKey"] = message.RoutingKey,
        ["messageId"] = message.Properties.MessageId,
        ["correlationId"] = message.Properties.CorrelationId,
        ["replyTo"] = message.Properties.ReplyTo,
        ["contentType"] = message.Properties.ContentType,
        ["headers"] = (message.Properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Plain(header.Value)),
        ["body"] = Body(message.Body),
        ["redelivered"] = message.Redelivered,
    };

    private static object? Body(byte[] body)
    {
        if (body.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize<object?>(body, PlainJson.Options);
        }
        catch (JsonException)
        {
            return Snmp.Codec.SnmpValues.Text(body);
        }
    }

    private static object? Plain(object? value) => value switch
    {
        null or bool or string or long or double => value,
        byte[] bytes => Snmp.Codec.SnmpValues.Text(bytes),
        int or short or byte or sbyte or ushort or uint => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        float number => (double)number,
        IDictionary<string, object?> table => table.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        IEnumerable<object?> list => list.Select(Plain).ToList(),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
