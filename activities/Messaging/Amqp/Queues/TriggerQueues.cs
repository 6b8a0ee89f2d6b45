using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Runtime;
using Orchestrator.Workflows;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>
/// Consumes the queues of published <see cref="AmqpMessageReceived"/> triggers and of waiting instances: looks every now and then what is wanted, and starts and stops
/// consumers. A queue that cannot be consumed is told of and tried again; the others go on.
/// </summary>
internal sealed partial class TriggerQueues(
    ITriggerIndex index, WaitingQueues waits, MessageDispatcher dispatcher, QueueTopology topology, QueueConsumerFactory consumers, QueueRights rights, IOptions<AmqpOptions> options,
    TimeProvider time, ILogger<TriggerQueues> logger) : IAmqpPart, IDisposable
{
    private const int ScansBetweenForgetting = 100;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly ConcurrentDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, AmqpTriggerUse Use), string> _refusals = new();
    private Dictionary<string, Consumption> _consumers = [];

    public IReadOnlyDictionary<string, string> Faults => _faults;

    public Task StartAsync(AmqpSession session, CancellationToken cancellationToken)
    {
        _consumers = [];
        _ = FollowAsync(session);
        return Task.CompletedTask;
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            foreach (var consumption in _consumers.Values)
                await consumption.Consumer.DrainAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private async Task FollowAsync(AmqpSession session)
    {
        try
        {
            for (var scan = 0; ; scan++)
            {
                var next = waits.Next;
                var wanted = await WantedAsync(session.Token);
                await ApplyAsync(session, wanted);
                if (scan % ScansBetweenForgetting == 0)
                    await waits.ForgetIdleAsync(session.Token);
                await Task.WhenAny(next, Task.Delay(options.Value.TriggerScanInterval, time, session.Token));
                session.Token.ThrowIfCancellationRequested();
            }
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

    private async ValueTask<Dictionary<string, List<AmqpTriggerPayload>>> WantedAsync(CancellationToken cancellationToken)
    {
        await rights.RefreshAsync(cancellationToken);
        var triggers = index.Find(AmqpMessageReceived.TypeName).Select(trigger => trigger.Payload?.Deserialize<AmqpTriggerPayload>(PlainJson.Options)).OfType<AmqpTriggerPayload>()
            .Where(IsAllowed);
        return triggers.Concat(await waits.RefreshAsync(cancellationToken)).GroupBy(payload => payload.Queue, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    }

    /// <summary>A grant may have been taken back since the definition was published.</summary>
    private bool IsAllowed(AmqpTriggerPayload payload)
    {
        if (rights.FindFault(payload.Tenant, payload.Use) is not { } fault)
        {
            _refusals.TryRemove((payload.Tenant, payload.Use), out _);
            return true;
        }

        if (_refusals.TryAdd((payload.Tenant, payload.Use), fault))
            LogQueueFailed(logger, payload.Queue, fault);
        return false;
    }

    private async Task ApplyAsync(AmqpSession session, Dictionary<string, List<AmqpTriggerPayload>> wanted)
    {
        await _changing.WaitAsync(session.Token);
        try
        {
            foreach (var (queue, consumption) in _consumers.ToArray())
            {
                var isWanted = wanted.TryGetValue(queue, out var payloads);
                if (isWanted && !consumption.Consumer.Ended.IsCompleted && consumption.Signature == Signature(payloads!))
                    continue;
                await consumption.Consumer.DrainAsync(session.Token);
                _consumers.Remove(queue);
                if (!isWanted)
                    LogReleased(logger, queue);
            }

            foreach (var gone in _faults.Keys.Except(wanted.Keys))
                _faults.TryRemove(gone, out _);
            foreach (var (queue, payloads) in wanted.Where(entry => !_consumers.ContainsKey(entry.Key)))
                await BeginAsync(session, queue, payloads);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task BeginAsync(AmqpSession session, string queue, List<AmqpTriggerPayload> payloads)
    {
        string? fault;
        try
        {
            fault = await topology.ApplyAsync(session.Connection, queue, payloads, session.Token);
            if (fault is null)
                _consumers[queue] = new Consumption(await consumers.StartAsync(session, queue, dispatcher.DispatchAsync, giveUp: null, session.Token), Signature(payloads));
        }
        catch (OperationInterruptedException exception) when (session.Connection.IsOpen)
        {
            fault = $"The broker refuses: {exception.ShutdownReason?.ReplyText ?? exception.Message}.";
        }

        if (fault is null)
        {
            _faults.TryRemove(queue, out _);
            LogConsuming(logger, queue);
        }
        else if (!_faults.TryGetValue(queue, out var known) || known != fault)
        {
            _faults[queue] = fault;
            LogQueueFailed(logger, queue, fault);
        }
    }

    /// <summary>Changes when something else must be declared.</summary>
    private static string Signature(List<AmqpTriggerPayload> payloads) => string.Join('\n', payloads
        .Select(payload => $"{payload.Exchange} {payload.ExchangeType} {payload.Expected} {string.Join(' ', payload.RoutingKeys)}").Distinct().Order(StringComparer.Ordinal));

    private sealed record Consumption(QueueConsumer Consumer, string Signature);
}
