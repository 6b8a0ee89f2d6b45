using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Activities.Messaging.Vcd.Behaviors;
using Orchestrator.Activities.Messaging.Vcd.Events;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Mqtt;

/// <summary>
/// vCD's API extension, behaviours and notifications over its own MQTT bus: two connections, for the bus knows the extension and the user apart. Runs on without the bus.
/// </summary>
internal sealed class VcdMqttBus : BackgroundService, IReadinessPart, IMqttHealth
{
    private readonly IVcdBusAccess? _access;
    private readonly VcdApiHandler _handler;
    private readonly BehaviorDispatcher _behaviors;
    private readonly VcdEventDispatcher _events;
    private readonly MqttOptions _options;
    private readonly MqttLink _requests;
    private readonly MqttLink _notifications;
    private volatile string? _respond;

    public VcdMqttBus(
        IServiceProvider services, VcdApiHandler handler, BehaviorDispatcher behaviors, VcdEventDispatcher events, IOptions<MqttOptions> options, MqttInstruments instruments, TimeProvider time, ILogger<MqttLink> logger)
    {
        (_access, _handler, _behaviors, _events, _options) = (services.GetService<IVcdBusAccess>(), handler, behaviors, events, options.Value);
        _requests = new MqttLink("requests", OpenRequestsAsync, HandleRequestAsync, FailRequestAsync, () => _access?.Refused(), _options, instruments, time, logger);
        _notifications = new MqttLink("notifications", OpenEventsAsync, HandleEventAsync, null, () => _access?.Refused(), _options, instruments, time, logger);
    }

    public string Name => "mqtt";

    public string? LastError => _requests.Fault ?? _notifications.Fault;

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        !_options.IsEnabled ? PartStatus.Ready("off") : LastError is { } fault ? PartStatus.NotReady(fault) : PartStatus.Ready("connected"));

    /// <summary>Done when the broker has taken the reply. Throws <see cref="MqttUnavailableException"/> when it is away.</summary>
    public Task ReplyAsync(string requestId, ApiReply reply, CancellationToken cancellationToken) => PublishAsync(MqttReplyWriter.Write(requestId, reply), cancellationToken);

    /// <summary>Sends a message to vCD; done when the broker has taken it. Throws <see cref="MqttUnavailableException"/> when it is away.</summary>
    public Task PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => _respond is { } topic
        ? _requests.PublishAsync(topic, message, cancellationToken)
        : throw new MqttUnavailableException($"Not connected to vCloud Director's bus: {_requests.Fault}");

    public override void Dispose()
    {
        _requests.Dispose();
        _notifications.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _options.IsEnabled && _access is not null ? Task.WhenAll(_requests.RunAsync(stoppingToken), _notifications.RunAsync(stoppingToken)) : Task.CompletedTask;

    private async ValueTask<MqttEndpoint?> OpenRequestsAsync(CancellationToken cancellationToken)
    {
        if (await _access!.OpenApiAsync(cancellationToken) is not { } access)
            return null;
        _respond = access.Respond;
        return new MqttEndpoint(access.Broker, _options.ClientId, access.User, access.Secret, access.Monitor);
    }

    private async ValueTask<MqttEndpoint?> OpenEventsAsync(CancellationToken cancellationToken) => await _access!.OpenEventsAsync(cancellationToken) is { } access
        ? new MqttEndpoint(access.Broker, $"{_options.ClientId}-events", access.User, access.Secret, access.Topic)
        : null;

    private async Task<string?> HandleRequestAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var (request, fault) = MqttRequestReader.Read(payload);
        if (request is null)
            return fault ?? await HandleInvocationAsync(payload, cancellationToken);
        var reply = await _handler.HandleAsync(request, (accepted, stopping) => ReplyAsync(request.Id, accepted, stopping), cancellationToken);
        if (reply is not null)
            await ReplyAsync(request.Id, reply, cancellationToken);
        return null;
    }

    private async Task<string?> HandleInvocationAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var (invocation, fault, task) = BehaviorReader.Read(payload);
        if (invocation is not null)
            return await _behaviors.DispatchAsync(invocation, cancellationToken);
        return task is null ? fault : await _behaviors.RefuseAsync(task, 400, "BAD_INVOCATION", fault!, cancellationToken);
    }

    /// <summary>All attempts failed: the caller learns it, if he still waits.</summary>
    private async Task FailRequestAsync(byte[] payload, CancellationToken cancellationToken)
    {
        if (BehaviorReader.Read(payload).Invocation is { } invocation)
        {
            await _behaviors.RefuseAsync(
                new BehaviorTask(invocation.TaskId, invocation.EntityId), 503, "NOT_HANDLED",
                $"The invocation could not be handled: it failed {_options.HandlingAttempts} times; the operator finds why in the log.", cancellationToken);
        }

        if (MqttRequestReader.Read(payload).Request is not { } request)
            return;
        await ReplyAsync(request.Id, ApiReply.Problem(503, "The request could not be handled", $"Request {request.Id} failed {_options.HandlingAttempts} times; the operator finds why in the log."), cancellationToken);
    }

    private async Task<string?> HandleEventAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var (happened, fault) = MqttEventReader.Read(payload);
        if (happened is not null)
            await _events.DispatchAsync(happened, cancellationToken);
        return fault;
    }
}
