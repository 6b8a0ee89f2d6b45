using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Messaging.Mqtt;

/// <summary>Messages that nobody should send, at each door of vCD's bus: each is counted and its caller told, and the next one is served.</summary>
public sealed class MalformedMqttTests
{
    private const string Blue = "11111111-2222-4333-8444-555555555555";
    private const string Stranger = "99999999-0000-4000-8000-000000000000";

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Mosquitto vcd, bool isDirectoryBroken = false)
    {
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddSingleton<IVcdBusAccess>(vcd);
                if (isDirectoryBroken)
                    services.AddSingleton<ITenantSource>(new BrokenDirectory());
                services.AddVcdMqtt(options =>
                {
                    options.IsEnabled = true;
                    options.ClientId = vcd.Monitor.Replace('/', '-');
                    options.RetryDelay = TimeSpan.FromMilliseconds(20);
                    options.HandlingAttempts = 2;
                    options.MaxMessageBytes = 4_096;
                });
            },
            Flow.Of("request", Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/answers")), Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("statusCode", "201"))),
            Flow.Of("behavior", Flow.Trigger("Orchestrator.VcdBehaviorInvoked", ("behaviors", new[] { "scaleOut" }))),
            Flow.Of("event", Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "vm/create" }))));
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to the bus");
        return host;
    }

    private static string Event(string org, string id) => new JsonObject
    {
        ["type"] = "EVENT",
        ["headers"] = new JsonObject(),
        ["payload"] = Sample.Text("vcd-notification-vm-create.json").Replace("7b832bc5-3d73-45a2-ba35-82a5acd72fe4", org, StringComparison.Ordinal)
            .Replace("3cf1a5d2-0a53-4f61-9bd9-6b1e0a6f8a01", id, StringComparison.Ordinal),
    }.ToJsonString();

    private static Task SendAsync(Mosquitto vcd, string door, string id, string org) => door switch
    {
        "request" => vcd.AskAsync(id, $"/api/org/{Blue}/answers", org),
        "behavior" => vcd.InvokeAsync(id, org),
        _ => vcd.PublishAsync(vcd.Events, Event(org, id == "bad" ? "00000000-0000-4000-8000-00000000000b" : "00000000-0000-4000-8000-00000000000a")),
    };

    [Theory]
    [InlineData("request", "truncated")]
    [InlineData("event", "truncated")]
    [InlineData("request", "oversized")]
    [InlineData("behavior", "oversized")]
    [InlineData("event", "oversized")]
    [InlineData("request", "poison")]
    [InlineData("behavior", "poison")]
    [InlineData("event", "poison")]
    [InlineData("behavior", "unknown organisation")]
    public async Task A_bad_message_is_counted_its_caller_told_and_the_next_one_served(string door, string kind)
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd, isDirectoryBroken: kind == "poison");
        using var counters = new GivenUp(host);
        var topic = door == "event" ? vcd.Events : vcd.Monitor;

        if (kind == "truncated")
            await vcd.PublishAsync(topic, """{"type":"API_REQUEST","headers":{"requ""");
        else if (kind == "oversized")
            await vcd.PublishAsync(topic, Event(Blue, "00000000-0000-4000-8000-00000000000b").PadRight(5_000));
        else
            await SendAsync(vcd, door, "bad", Stranger);
        await Wait.UntilAsync(() => counters.Of(door == "event" ? "notifications" : "requests") == 1 || (kind, door) is ("poison", "request" or "behavior"), "the count of the bad message");
        var told = (kind, door) switch
        {
            ("poison", "request") => $"{(await vcd.TakeAsync()).Status}",
            ("poison" or "unknown organisation", "behavior") => (string?)(await vcd.TakeUpdateAsync()).Update["error"]!["minorErrorCode"],
            _ => null,
        };
        await SendAsync(vcd, door, "good", Blue);
        var started = await Wait.ForAsync(async () => await host.InstancesAsync(door) is { Count: > 0 } found ? found : null, "the good message");

        Assert.Equal((kind, door) switch { ("poison", "request") => "503", ("poison", "behavior") => "NOT_HANDLED", ("unknown organisation", _) => "UNKNOWN_ORGANISATION", _ => null }, told);
        Assert.Equal("blue", Assert.Single(started).Tenant);
        await Wait.UntilAsync(() => counters.Of(door == "event" ? "notifications" : "requests") == 1, "one message given up");
    }

    /// <summary>Counts messages that were given up, by link.</summary>
    private sealed class GivenUp : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

        public GivenUp(MessagingHost host)
        {
            var meters = host.Get<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "orchestrator.mqtt.given_up" && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counts.AddOrUpdate((string)tags[0].Value!, count, (_, sum) => sum + count));
            _listener.Start();
        }

        public long Of(string link) => _counts.GetValueOrDefault(link);

        public void Dispose() => _listener.Dispose();
    }
}
