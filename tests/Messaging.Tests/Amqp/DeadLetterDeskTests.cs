using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.DeadLettering;
using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class DeadLetterDeskTests
{
    private static string Starts(string queue, string state, string id = "starts") => Flow.Of(id, Flow.Trigger(
        "Orchestrator.AmqpMessageReceived", ("queue", queue), ("conditions", new Dictionary<string, string> { ["$.order.state"] = state })));

    private static Task<DeadLetterList> UntilDeadAsync(DeadLetterDesk desk, string queue, int count) => Wait.ForAsync(
        async () => await desk.ListAsync(queue, 50, CancellationToken.None) is { } list && list.Items.Count == count ? list : null, $"{count} dead letters of {queue}");

    [Fact]
    public async Task Dead_letters_are_listed_with_reason_and_without_credentials_and_stay_where_they_are()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await AmqpHost.StartAsync(database, broker, Starts(queue, "paid"));
        var desk = host.Get<DeadLetterDesk>();
        await broker.SendAsync(queue, """{"order":{"state":"open"},"headers":{"x-vcloud-authorization":"t0ken"}}""", "m-1", new Dictionary<string, object?> { ["tier"] = "gold", ["Authorization"] = "t0ken" });

        await UntilDeadAsync(desk, queue, 1);
        var letter = Assert.Single((await UntilDeadAsync(desk, queue, 1)).Items);
        var counted = Assert.Single((await desk.QueuesAsync(CancellationToken.None)).Items, item => item.Queue == queue);

        Assert.Contains("No published workflow starts with this message", letter.Reason, StringComparison.Ordinal);
        Assert.Equal("m-1", letter.MessageId);
        Assert.Equal(("", queue), (letter.Exchange, letter.RoutingKey));
        Assert.Equal("gold", letter.Headers["tier"]);
        Assert.Equal("***", letter.Headers["Authorization"]);
        Assert.Equal("""{"order":{"state":"open"},"headers":{"x-vcloud-authorization":"***"}}""", letter.Body);
        Assert.Equal(1u, counted.Count);
        Assert.Equal(1u, await broker.CountAsync($"{queue}.dead"));
    }

    [Fact]
    public async Task A_chosen_dead_letter_is_replayed_as_it_was_and_the_others_stay()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await AmqpHost.StartAsync(database, broker, Starts(queue, "paid"));
        var desk = host.Get<DeadLetterDesk>();
        foreach (var message in new[] { "m-1", "m-2", "m-3" })
            await broker.SendAsync(queue, """{"order":{"state":"open"}}""", message);
        var letters = await UntilDeadAsync(desk, queue, 3);

        await host.Get<IDefinitionService>().SaveAsync(
            (JsonObject)JsonNode.Parse(Starts(queue, "open", "second"))!, new SaveDefinition { Publish = true }, CancellationToken.None);
        var key = letters.Items.Single(letter => letter.MessageId == "m-2").Key;
        var result = await desk.ReplayAsync(new DeadLetterChoice { Queue = queue, Keys = [key] }, CancellationToken.None);
        var started = (await Wait.ForAsync(async () => (await host.InstancesAsync("second")) is [var one] ? one : null, "the instance"));
        var left = await UntilDeadAsync(desk, queue, 2);

        Assert.Equal(new DeadLetterResult(1, null), result);
        Assert.Equal(["m-1", "m-3"], left.Items.Select(letter => letter.MessageId).Order());
        Assert.Equal("second", started.DefinitionId);
        Assert.Equal(new DeadLetterResult(2, null), await desk.DiscardAsync(new DeadLetterChoice { Queue = queue }, CancellationToken.None));
        Assert.Equal(0u, await broker.CountAsync($"{queue}.dead"));
    }

    [Fact]
    public async Task What_cannot_be_replayed_stays_with_the_reason()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await AmqpHost.StartAsync(database, broker, Starts(queue, "paid"));
        var desk = host.Get<DeadLetterDesk>();
        await broker.SendAsync(queue, "{}", "m-1");
        await UntilDeadAsync(desk, queue, 1);
        await host.Get<IDefinitionService>().RetractAsync("starts", CancellationToken.None);
        await Wait.ForAsync(async () => await broker.ConsumersAsync(queue) == 0 ? "" : null, "the end of the consumer");
        await broker.DeleteAsync(queue);

        var result = await desk.ReplayAsync(new DeadLetterChoice { Queue = queue }, CancellationToken.None);
        var left = await UntilDeadAsync(desk, queue, 1);

        Assert.Equal(0, result!.Done);
        Assert.Contains($"no queue for routing key '{queue}'", result.Fault, StringComparison.Ordinal);
        Assert.Equal("m-1", Assert.Single(left.Items).MessageId);
        Assert.Null(await desk.ListAsync("no-such-queue", 50, CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_broker_the_reason_is_said()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await MessagingHost.StartAsync(
            database.Configure, services => services.AddAmqp());

        var fault = await Assert.ThrowsAsync<AmqpUnavailableException>(() => host.Get<DeadLetterDesk>().QueuesAsync(CancellationToken.None));

        Assert.Contains("Not connected to the broker", fault.Message, StringComparison.Ordinal);
    }
}
