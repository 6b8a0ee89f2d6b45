using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Runtime;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>Messages that nobody should send, at each door of the broker: each is kept with its reason, and the next one is served.</summary>
public sealed class MalformedMessageTests
{
    private const string Blue = "11111111-2222-4333-8444-555555555555";
    private const string Stranger = "99999999-0000-4000-8000-000000000000";

    private static Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, bool isDirectoryBroken = false) => AmqpHost.StartAsync(
        database,
        broker,
        services =>
        {
            services.Configure<AmqpOptions>(options =>
            {
                options.MaxMessageBytes = 4_096;
                options.EventExchanges.Add($"{broker.Prefix}.notifications");
                options.EventExchanges.Add($"{broker.Prefix}.notifications20");
            });
            if (isDirectoryBroken)
                services.AddSingleton<ITenantSource>(new BrokenDirectory());
        },
        Flow.Of("queue", Flow.Trigger("Orchestrator.AmqpMessageReceived", ("queue", $"{broker.Prefix}.orders"), ("conditions", new Dictionary<string, string> { ["$.kind"] = "order" }))),
        Flow.Of("vcd-api", Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/answers")), Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("statusCode", "201"))),
        Flow.Of("vcd-events", Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "vm/create" }))));

    private static string Request(string id, string org = Blue) => new JsonArray(
        new JsonObject { ["id"] = id, ["method"] = "GET", ["requestUri"] = $"/api/org/{Blue}/answers", ["headers"] = new JsonObject(), ["body"] = "" },
        new JsonObject { ["user"] = "urn:vcloud:user:u1", ["org"] = $"urn:vcloud:org:{org}", ["rights"] = new JsonArray() }).ToJsonString();

    private static string Event(string org = Blue) => Sample.Text("vcd-notification-vm-create.json").Replace("7b832bc5-3d73-45a2-ba35-82a5acd72fe4", org, StringComparison.Ordinal)
        .Replace("3cf1a5d2-0a53-4f61-9bd9-6b1e0a6f8a01", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

    private static string Good(string door, string id, string org = Blue) => door switch
    {
        "queue" => """{"kind":"order"}""",
        "vcd-api" => Request(id, org),
        _ => Event(org),
    };

    private static string Queue(Broker broker, string door) => door switch
    {
        "queue" => $"{broker.Prefix}.orders",
        "vcd-api" => broker.Queue,
        _ => $"{broker.Prefix}.vcd-events",
    };

    private static Task SendAsync(Broker broker, string door, string body, string id) => door switch
    {
        "vcd-api" => broker.PublishAsync(body, id),
        "vcd-events" => broker.PublishAsync($"{broker.Prefix}.notifications20", "true.x", new BasicProperties { ContentType = "application/json" }, body),
        _ => broker.SendAsync(Queue(broker, door), body, id),
    };

    private static Task StartedAsync(MessagingHost host, string door, int count) =>
        Wait.ForAsync(async () => (await host.InstancesAsync(door)).Count == count ? "" : null, $"{count} instances of {door}");

    [Theory]
    [InlineData("queue", "truncated", "No published workflow starts with this message")]
    [InlineData("vcd-api", "truncated", "no JSON")]
    [InlineData("vcd-events", "truncated", "neither XML nor JSON")]
    [InlineData("queue", "oversized", "the limit is 4096")]
    [InlineData("vcd-api", "oversized", "the limit is 4096")]
    [InlineData("vcd-events", "oversized", "the limit is 4096")]
    [InlineData("vcd-api", "poison", "The directory is out of order.")]
    [InlineData("vcd-events", "poison", "The directory is out of order.")]
    public async Task A_bad_message_is_kept_with_its_reason_and_the_next_one_is_served(string door, string kind, string reason)
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, isDirectoryBroken: kind == "poison");
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        var bad = kind switch
        {
            "truncated" => Good(door, "bad")[..12],
            "oversized" => Good(door, "bad").PadRight(5_000),
            _ => Good(door, "bad", Stranger),
        };

        await SendAsync(broker, door, bad, "bad");
        var dead = await broker.TakeAsync($"{Queue(broker, door)}.dead");
        await SendAsync(broker, door, Good(door, "good"), "good");
        await StartedAsync(host, door, 1);

        Assert.Contains(reason, Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers!["x-reason"]!), StringComparison.Ordinal);
        Assert.Equal(bad, Encoding.UTF8.GetString(dead.Body.Span));
        Assert.Equal(0u, await broker.CountAsync($"{Queue(broker, door)}.dead"));
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("vcd-api")]
    [InlineData("vcd-events")]
    public async Task A_message_that_is_replayed_starts_nothing_and_the_next_one_does(string door)
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        var message = Good(door, "one");

        await SendAsync(broker, door, message, "one");
        await StartedAsync(host, door, 1);
        await SendAsync(broker, door, message, "one");
        await SendAsync(broker, door, Good(door, "two"), "two");
        await StartedAsync(host, door, 2);

        await Wait.ForAsync(async () => await broker.CountAsync(Queue(broker, door)) == 0 ? "" : null, "the end of the queue");
        Assert.Equal(2, (await host.InstancesAsync(door)).Count);
        Assert.Equal(0u, await broker.CountAsync($"{Queue(broker, door)}.dead"));
    }

    [Fact]
    public async Task An_event_of_an_unknown_organisation_reaches_the_provider_alone()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);

        await SendAsync(broker, "vcd-events", Event(Stranger), "stranger");
        await SendAsync(broker, "vcd-events", Event(), "blue");
        await StartedAsync(host, "vcd-events", 2);

        Assert.Equal(["", "blue"], (await host.InstancesAsync("vcd-events")).Select(instance => instance.Tenant).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_of_an_unknown_organisation_is_refused_and_the_next_one_is_served()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);

        await SendAsync(broker, "vcd-api", Request("stranger", Stranger), "stranger");
        var refused = JsonNode.Parse((await broker.TakeAsync(broker.ReplyQueue)).Body.Span)!;
        await SendAsync(broker, "vcd-api", Request("blue"), "blue");
        var served = JsonNode.Parse((await broker.TakeAsync(broker.ReplyQueue)).Body.Span)!;

        Assert.Equal(("stranger", 403), ((string)refused["id"]!, (int)refused["statusCode"]!));
        Assert.Contains($"Organisation 'urn:vcloud:org:{Stranger}' is no tenant", Encoding.UTF8.GetString(Convert.FromBase64String((string)refused["body"]!)), StringComparison.Ordinal);
        Assert.Equal(("blue", 201), ((string)served["id"]!, (int)served["statusCode"]!));
    }
}
