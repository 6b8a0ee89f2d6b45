using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class AmqpMessageTests
{
    private static string Starts(string id, string queue, string inputs = "") => $$$"""
        {"definitionId":"{{{id}}}","name":"{{{id}}}","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true}{{{Literal("queue", queue)}}}{{{inputs}}}}],"connections":[]}}
        """;

    private static string Waits(string queue, int times) => $$$"""
        {"definitionId":"waits","name":"Waits","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{{{string.Join(',', Enumerable.Range(1, times).Select(n => Wait1(n, queue)))}}}]}}
        """;

    private static string Wait1(int number, string queue) =>
        $$$"""{"id":"w{{{number}}}","type":"Orchestrator.AmqpMessageReceived","version":1{{{Literal("queue", queue)}}}}""";

    private static string Dictionary(string name, string json) =>
        $$$"""","{{{name}}}":{"typeName":"Object","expression":{"type":"Object","value":{{{JsonValue.Create(json).ToJsonString()}}}}}"""";

    private static string Literal(string name, string value) =>
        $$$"""","{{{name}}}":{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"}}"""";

    private static string Reason(BasicGetResult message) => Encoding.UTF8.GetString(Assert.IsType<byte[]>(message.BasicProperties.Headers!["x-reason"]));

    private static Task<int> CountAsync(MessagingHost host, string definition, int expected) => Wait.ForAsync(
        async () => (await host.InstancesAsync(definition)).Count is var count && count >= expected ? (object)count : null, $"{expected} instances of {definition}")
        .ContinueWith(task => (int)task.Result, TaskScheduler.Default);

    [Fact]
    public async Task Filters_on_headers_and_body_decide_which_workflow_starts()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await AmqpHost.StartAsync(
            database,
            broker,
            Starts("paid", queue, Dictionary("conditions", """{"$.order.state":"paid"}""")),
            Starts("gold", queue, Dictionary("headers", """{"tier":"/^GOLD/i"}""") + Dictionary("conditions", """{"$.order.lines[*].sku":"a-1"}""")));

        await broker.SendAsync(queue, """{"order":{"state":"paid","lines":[]}}""", "m-1");
        await broker.SendAsync(queue, """{"order":{"state":"open","lines":[{"sku":"b-2"},{"sku":"a-1"}]}}""", "m-2", new Dictionary<string, object?> { ["tier"] = "golden" });
        await broker.SendAsync(queue, """{"order":{"state":"open"}}""", "m-3", new Dictionary<string, object?> { ["tier"] = "golden" });
        await broker.SendAsync(queue, "no JSON at all", "m-4");
        var dead = new[] { await broker.TakeAsync($"{queue}.dead"), await broker.TakeAsync($"{queue}.dead") };

        Assert.Equal(1, await CountAsync(host, "paid", 1));
        Assert.Equal(1, await CountAsync(host, "gold", 1));
        Assert.Equal(["m-3", "m-4"], dead.Select(message => message.BasicProperties.MessageId).Order());
        Assert.All(dead, message => Assert.Contains("No published workflow starts with this message", Reason(message), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_is_bound_as_the_trigger_says_until_the_definition_is_retracted()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var (queue, exchange) = ($"{broker.Prefix}.orders", $"{broker.Prefix}.shop");
        await using var host = await AmqpHost.StartAsync(
            database, broker, Starts("bound", queue, Literal("exchange", exchange) + Dictionary("routingKeys", """["order.#"]""")));
        await broker.SendAsync(queue, "1", "direct");
        await CountAsync(host, "bound", 1);

        await broker.SendAsync("order.new", "2", "routed", exchange: exchange);
        await CountAsync(host, "bound", 2);
        await host.Get<IDefinitionService>().RetractAsync("bound", CancellationToken.None);
        await Wait.ForAsync(async () => await broker.ConsumersAsync(queue) == 0 ? "" : null, "the end of the consumer");
        await broker.SendAsync("order.new", "3", "later", exchange: exchange);

        Assert.Equal("later", (await broker.TakeAsync(queue)).BasicProperties.MessageId);
        Assert.Equal(2, (await host.InstancesAsync("bound")).Count);
    }

    [Fact]
    public async Task The_trace_of_a_message_goes_on_in_the_messages_that_it_leads_to()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("orchestrator.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await AmqpHost.StartAsync(database, broker, $$$"""
            {"definitionId":"relay","name":"Relay","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"t","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true}{{{Literal("queue", queue)}}}},
              {"id":"p","type":"Orchestrator.PublishAmqpMessage","version":1{{{Literal("exchange", broker.ReplyExchange)}}}{{{Literal("routingKey", "cell-7")}}}{{{Literal("body", "on")}}}}]}}
            """);

        await broker.SendAsync(queue, "{}", "m-1", new Dictionary<string, object?> { ["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });

        var header = Assert.IsType<byte[]>((await broker.TakeAsync(broker.ReplyQueue)).BasicProperties.Headers!["traceparent"]);
        Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", Encoding.UTF8.GetString(header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_comes_twice_starts_once_and_resumes_once()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var (orders, events) = ($"{broker.Prefix}.orders", $"{broker.Prefix}.events");
        await using var host = await AmqpHost.StartAsync(database, broker, Starts("once", orders), Waits(events, 2));
        var id = (await host.Get<IWorkflowRuntime>().RunAsync(new StartWorkflow { DefinitionId = "waits" }, CancellationToken.None)).InstanceId!;

        foreach (var message in new[] { "m-1", "m-1", "m-2", "m-1" })
            await broker.SendAsync(orders, "{}", message);
        await broker.SendAsync(events, "{}", "e-1");
        await broker.SendAsync(events, "{}", "e-1");
        await Wait.ForAsync(async () => await broker.CountAsync(events) == 0 && await WaitsAtAsync(host, id) == "w2" ? "" : null, "the instance to wait for its second message");
        await broker.SendAsync(events, "{}", "e-2");

        await Wait.ForAsync(async () => (await host.Store.FindSummaryAsync(id, CancellationToken.None))?.SubStatus == WorkflowSubStatus.Finished ? "" : null, "the end of the instance");
        Assert.Equal(2, await CountAsync(host, "once", 2));
    }

    private static async Task<string?> WaitsAtAsync(MessagingHost host, string id) =>
        await host.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None) is [var wait, ..] ? wait.Bookmark.ActivityId : null;

    [Fact]
    public async Task Messages_between_two_waits_of_an_instance_are_held_for_it()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.events";
        await using var host = await AmqpHost.StartAsync(database, broker, Waits(queue, 5));
        var id = (await host.Get<IWorkflowRuntime>().RunAsync(new StartWorkflow { DefinitionId = "waits" }, CancellationToken.None)).InstanceId!;

        for (var n = 1; n <= 5; n++)
            await broker.SendAsync(queue, $$"""{"n":{{n}}}""", $"e-{n}");

        await Wait.ForAsync(async () => (await host.Store.FindSummaryAsync(id, CancellationToken.None))?.SubStatus == WorkflowSubStatus.Finished ? "" : null, "the end of the instance");
        Assert.Equal(0u, await broker.CountAsync(queue));
    }

    [Fact]
    public async Task A_queue_that_cannot_be_declared_is_told_of_and_the_others_go_on()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var (classic, orders) = ($"{broker.Prefix}.classic", $"{broker.Prefix}.orders");
        await broker.DeclareClassicAsync(classic);
        await using var host = await AmqpHost.StartAsync(
            database, broker, Starts("bad", classic), Starts("missing", $"{broker.Prefix}.nowhere", Literal("topology", "Expect")), Starts("good", orders));
        var health = host.Get<IAmqpHealth>();

        await Wait.UntilAsync(() => health.QueueFaults.Count == 2, "two queues with a fault");
        await broker.SendAsync(orders, "{}", "m-1");
        await CountAsync(host, "good", 1);

        Assert.Contains("Set the trigger's Topology to Expect", health.QueueFaults[classic], StringComparison.Ordinal);
        Assert.Contains("no queue", health.QueueFaults[$"{broker.Prefix}.nowhere"], StringComparison.Ordinal);
        Assert.Equal(AmqpState.Connected, health.State);
        Assert.Contains(classic, (await host.Services.GetServices<IReadinessPart>().Single(part => part.Name == "amqp").CheckAsync(CancellationToken.None)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_gets_none_of_the_orchestrators_own_queues()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await AmqpHost.StartAsync(
            database, broker, Starts("thief", broker.Queue), Starts("grave", broker.DeadQueue, Literal("topology", "Expect")), Starts("good", $"{broker.Prefix}.orders"));
        var health = host.Get<IAmqpHealth>();

        await Wait.UntilAsync(() => health.QueueFaults.Count == 2, "two queues with a fault");
        await broker.SendAsync($"{broker.Prefix}.orders", "{}", "m-1");
        await CountAsync(host, "good", 1);

        Assert.All([broker.Queue, broker.DeadQueue], queue => Assert.Contains("is a queue of the orchestrator's own", health.QueueFaults[queue], StringComparison.Ordinal));
        Assert.Equal(1u, await broker.ConsumersAsync(broker.Queue));
    }

    [Fact]
    public async Task An_expected_queue_of_any_kind_is_consumed_and_a_deleted_one_declared_again()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var (classic, orders) = ($"{broker.Prefix}.classic", $"{broker.Prefix}.orders");
        await broker.DeclareClassicAsync(classic);
        await using var host = await AmqpHost.StartAsync(database, broker, Starts("expected", classic, Literal("topology", "Expect")), Starts("again", orders));
        await broker.SendAsync(classic, "{}", "m-1");
        await broker.SendAsync(orders, "{}", "m-1");
        await CountAsync(host, "expected", 1);
        await CountAsync(host, "again", 1);

        await broker.DeleteAsync(orders);
        await broker.SendAsync(orders, "{}", "m-2");

        await CountAsync(host, "again", 2);
    }

    [Fact]
    public async Task A_storm_is_taken_whole_and_acknowledged()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        using var acknowledged = new Acknowledgements(queue);
        var host = await AmqpHost.StartAsync(database, broker, Starts("storm", queue));
        await broker.SendAsync(queue, "{}", "m-0");

        await Task.WhenAll(Enumerable.Range(1, 1_199).Select(n => broker.PublishAsync("", queue, new BasicProperties { MessageId = $"m-{n % 1_000}", Persistent = true }, "{}")));

        await Wait.ForAsync(async () => (await host.Store.ListAsync(new InstanceFilter { DefinitionId = "storm" }, CancellationToken.None)).TotalCount == 1_000 ? "" : null, "1000 instances", 120);
        await Wait.UntilAsync(() => acknowledged.Count == 1_200, "1200 acknowledgements");
        await host.DisposeAsync();
        Assert.Equal(0u, await broker.CountAsync(queue));
        Assert.Equal(0u, await broker.CountAsync($"{queue}.dead"));
    }
}
