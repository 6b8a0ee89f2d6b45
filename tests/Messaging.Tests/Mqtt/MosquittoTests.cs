using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Messaging.Mqtt;

/// <summary>vCD's dialogue on mosquitto.</summary>
public sealed class MosquittoTests
{
    private const string Blue = "11111111-2222-4333-8444-555555555555";

    private static readonly string s_answers = Flow.Of(
        "answers", Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/answers")), Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("statusCode", "201")));

    private static readonly string s_events = Flow.Of("events", Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "vm/create" })));

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Mosquitto vcd)
    {
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddSingleton<IVcdBusAccess>(vcd);
                services.AddVcdMqtt(options =>
                {
                    options.IsEnabled = true;
                    options.ClientId = vcd.Monitor.Replace('/', '-');
                    options.RetryDelay = TimeSpan.FromMilliseconds(20);
                    options.HandlingAttempts = 2;
                });
            },
            s_answers,
            s_events);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        return host;
    }

    [Fact]
    public async Task Requests_are_answered_and_malformed_ones_disturb_nobody()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd);
        await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to the bus");

        await vcd.PublishAsync(vcd.Monitor, "no JSON");
        await vcd.PublishAsync(vcd.Monitor, """{"type":"API_REQUEST","headers":{"requestId":"x"},"httpRequest":"eyJtZXNz"}""");
        await vcd.AskAsync("stranger", $"/api/org/{Blue}/answers", "99999999-0000-4000-8000-000000000000");
        await vcd.AskAsync("twice", $"/api/org/{Blue}/answers", Blue);
        await vcd.AskAsync("twice", $"/api/org/{Blue}/answers", Blue);
        await vcd.AskAsync("unknown", $"/api/org/{Blue}/nothing", Blue);
        var replies = new[] { await vcd.TakeAsync(), await vcd.TakeAsync(), await vcd.TakeAsync() };

        Assert.Equal([("stranger", 403), ("twice", 201), ("unknown", 404)], replies.Order());
        Assert.Single(await host.InstancesAsync("answers"));
        Assert.Equal(0, vcd.Waiting);
    }

    [Fact]
    public async Task What_comes_while_the_orchestrator_is_away_is_answered_afterwards()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using (var host = await StartAsync(database, vcd))
            await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to the bus");

        for (var n = 1; n <= 20; n++)
            await vcd.AskAsync($"away-{n}", $"/api/org/{Blue}/answers", Blue);
        await using var again = await StartAsync(database, vcd);
        var replies = new List<(string Id, int Status)>();
        while (replies.Count < 20)
            replies.Add(await vcd.TakeAsync());

        Assert.Equal(20, replies.Select(reply => reply.Id).Distinct().Count());
        Assert.All(replies, reply => Assert.Equal(201, reply.Status));
        Assert.Equal(20, (await again.InstancesAsync("answers")).Count);
    }

    [Fact]
    public async Task An_event_starts_a_workflow_for_its_tenant_once()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("pscoe", "7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "Pscoe"), CancellationToken.None);
        await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to the bus");
        var message = new System.Text.Json.Nodes.JsonObject { ["type"] = "EVENT", ["headers"] = new System.Text.Json.Nodes.JsonObject(), ["payload"] = Sample.Text("vcd-notification-vm-create.json") }.ToJsonString();

        await vcd.PublishAsync(vcd.Events, "{ truncated");
        await vcd.PublishAsync(vcd.Events, message);
        await vcd.PublishAsync(vcd.Events, message);
        var started = await Wait.ForAsync(async () => await host.InstancesAsync("events") is { Count: > 0 } found ? found : null, "the event");

        Assert.Equal("pscoe", Assert.Single(started).Tenant);
    }

    [Fact]
    public async Task A_wrong_token_is_told_and_the_right_one_taken_at_the_next_attempt()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var right = vcd.Secret;
        vcd.Secret = "wr0ng";
        await using var host = await StartAsync(database, vcd);
        var health = host.Get<IMqttHealth>();

        await Wait.UntilAsync(() => health.LastError?.Contains("refuses 'orchestrator'", StringComparison.Ordinal) == true, "the refusal");
        var part = await host.Services.GetServices<IReadinessPart>().Single(candidate => candidate.Name == "mqtt").CheckAsync(CancellationToken.None);
        vcd.Secret = right;
        await Wait.UntilAsync(() => health.LastError is null, "a connection with the right token");

        Assert.False(part.IsReady);
        Assert.DoesNotContain("wr0ng", part.Detail, StringComparison.Ordinal);
    }
}
