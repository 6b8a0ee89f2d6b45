using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.AspNetCore;
using MQTTnet.Server;
using Orchestrator.Lab.Bus;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.Vcd;
using Orchestrator.Lab.Vrops;

namespace Orchestrator.Lab;

/// <summary>
/// A simulated vCloud Director and vRealize Operations behind one listener, speaking their wire formats.
/// Thread-safe. Each request is applied alone, and stored before it is answered.
/// </summary>
public sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LabWorld _world;
    private readonly FaultBook _faults;
    private readonly RequestLog _log;

    private readonly IReadOnlyList<ILabBus> _buses;
    private readonly EventPump? _pump;

    private LabServer(WebApplication app, LabWorld world, FaultBook faults, RequestLog log, IReadOnlyList<ILabBus> buses)
    {
        (_app, _world, _faults, _log, _buses) = (app, world, faults, log, buses);
        BaseUrl = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        if (buses.Count == 0)
            return;
        _pump = new EventPump(world, buses, buses.OfType<MqttBus>().FirstOrDefault(), () => BaseUrl.GetLeftPart(UriPartial.Authority), app.Services.GetRequiredService<ILogger<EventPump>>());
        _pump.Start();
    }

    /// <summary>The address that it listens on: vCD under <c>/api</c>, <c>/cloudapi</c> and <c>/network</c>, vROps under <c>/suite-api</c>.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The world as it is now.</summary>
    public LabSnapshot World => Snapshots.Take(_world);

    /// <summary>The last requests, oldest first.</summary>
    public IReadOnlyList<LabRequestEntry> Requests => _log.Since(0);

    /// <exception cref="InvalidDataException">The data file is no world.</exception>
    /// <exception cref="IOException">The address is in use, or the file cannot be written.</exception>
    public static async Task<LabServer> StartAsync(LabOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.TaskDuration.Ticks, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CycleInterval.Ticks, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ExtensionTimeout.Ticks, nameof(options));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (options.LoggerFactory is { } loggers)
            builder.Services.AddSingleton(loggers);
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.AddSingleton<RestNotifier>();
        if (options.Mqtt)
        {
            builder.Services.AddHostedMqttServer(mqtt => mqtt.WithoutDefaultEndpoint().WithPersistentSessions());
            builder.Services.AddMqttConnectionHandler();
            builder.Services.AddConnections();
        }

        var world = new LabWorld(options);
        var faults = new FaultBook();
        var log = new RequestLog(options.TimeProvider);
        var exchange = new Exchange(faults, log, options.TimeProvider);
        var app = builder.Build();
        var traps = new TrapSender(options.TimeProvider, app.Services.GetRequiredService<ILogger<TrapSender>>());
        var amqp = options.Amqp is { } broker ? new AmqpBus(broker, () => world.Run(false, state => Names(state.Vcd.Amqp))) : null;
        var mqtt = options.Mqtt ? new MqttBus(app.Services.GetRequiredService<MqttServer>(), world) : null;
        IReadOnlyList<ILabBus> buses = [.. ((ILabBus?[])[amqp, mqtt]).OfType<ILabBus>()];
        if (options.Mqtt)
            app.MapMqtt("/messaging/mqtt");
        new VcdApi(world, exchange, new ExtensionDoor(world, amqp, mqtt)).Map(app);
        new VropsApi(world, exchange, traps).Map(app);
        new LabApi(world, faults, log, traps, app.Services.GetRequiredService<RestNotifier>()).Map(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new LabServer(app, world, faults, log, buses);

        static (string Exchange, string Prefix) Names(Dictionary<string, string> settings) =>
            (settings.GetValueOrDefault("AmqpExchange", "systemExchange"), settings.GetValueOrDefault("AmqpPrefix", "vcd"));
    }

    /// <summary>Makes the next requests that match suffer. Answers the id by which <see cref="Release"/> ends it.</summary>
    public int Inject(LabFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _faults.Add(fault);
    }

    /// <summary>Answers an error to the next matching request, e.g. <c>POST /action/recomposeVApp</c>.</summary>
    public void FailNext(string match, int status, string error, int times = 1) =>
        Inject(new LabFault { Match = match, Kind = LabFaultKind.Error, Status = status, Error = error, Times = times });

    /// <summary>Lets the next matching request start a task that fails.</summary>
    public void FailNextTask(string match, string error) => Inject(new LabFault { Match = match, Kind = LabFaultKind.Task, Error = error });

    /// <summary>Lets the next matching request wait.</summary>
    public void Delay(string match, TimeSpan delay) => Inject(new LabFault { Match = match, Kind = LabFaultKind.Delay, Delay = delay });

    /// <summary>Breaks the connection of the next matching request, before or after it is applied.</summary>
    public void DropNext(string match, bool afterApplying) => Inject(new LabFault { Match = match, Kind = LabFaultKind.Drop, AfterApplying = afterApplying });

    /// <summary>Holds the next matching request until <see cref="Release"/>.</summary>
    public int HoldNext(string match, bool afterApplying) => Inject(new LabFault { Match = match, Kind = LabFaultKind.Hold, AfterApplying = afterApplying });

    /// <summary>Ends when the first request met the fault.</summary>
    public Task WasHit(int fault) => _faults.WasHit(fault);

    /// <summary>Ends a fault and lets those go on whom it holds.</summary>
    public bool Release(int fault) => _faults.Release(fault);

    /// <summary>Ends all faults.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Runs until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(_app.Lifetime.StopApplication);
        await _app.WaitForShutdownAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Clear();
        if (_pump is not null)
            await _pump.DisposeAsync();
        await _app.DisposeAsync();
        foreach (var bus in _buses)
            await bus.DisposeAsync();
    }
}
