using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>What happens to messages when something breaks.</summary>
public sealed class AmqpFailureTests
{
    private static string Starts(string queue) => Flow.Of("starts", Flow.Trigger("Orchestrator.AmqpMessageReceived", ("queue", queue)));

    private static string SticksAfter(string queue) =>
        Flow.Of("starts", Flow.Trigger("Orchestrator.AmqpMessageReceived", ("queue", queue)), Flow.Activity("stuck", "Test.Stuck"));

    private static Task UntilStartedAsync(MessagingHost host, int count) => Wait.ForAsync(
        async () => (await host.InstancesAsync("starts")).Count == count ? "" : null, $"{count} instances");

    [Fact]
    public async Task A_lost_connection_is_opened_again_and_no_message_is_lost_or_doubled()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var relay = new TcpRelay(Broker.Address.Host, Broker.Address.Port);
        var queue = $"{broker.Prefix}.orders";
        using var acknowledged = new Acknowledgements(queue);
        await using var host = await AmqpHost.StartAsync(
            database,
            broker,
            services => services.Configure<AmqpOptions>(options => options.Uri = new UriBuilder(Broker.Address) { Host = "127.0.0.1", Port = relay.Port }.Uri),
            Starts(queue));
        await broker.SendAsync(queue, "{}", "m-0");

        for (var cut = 0; cut < 5; cut++)
        {
            await Task.WhenAll(Enumerable.Range(cut * 40 + 1, 40).Select(n => broker.SendAsync(queue, "{}", $"m-{n}")));
            relay.Cut();
            await Wait.ForAsync(async () => await broker.ConsumersAsync(queue) > 0 ? "" : null, $"the consumer after cut {cut + 1}");
        }

        await UntilStartedAsync(host, 201);
        await Wait.UntilAsync(() => acknowledged.Count >= 201, "201 acknowledgements");
        Assert.Equal(201, (await host.InstancesAsync("starts")).Count);
        Assert.Equal(0u, await broker.CountAsync($"{queue}.dead"));
    }

    [Fact]
    public async Task A_message_in_work_when_the_process_stops_comes_again_and_is_not_dead_lettered()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        var gate = new StuckGate();
        await using (await AmqpHost.StartAsync(database, broker, services => services.AddSingleton(gate).AddActivitiesFrom<Stuck>(), SticksAfter(queue)))
        {
            await broker.SendAsync(queue, "{}", "m-1");
            await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1u, await broker.CountAsync(queue));
        Assert.Equal(0u, await broker.CountAsync($"{queue}.dead"));
    }

    [Fact]
    public async Task A_message_that_takes_its_consumer_along_each_time_is_dead_lettered_by_the_broker()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        using var acknowledged = new Acknowledgements(queue);
        await using (await AmqpHost.StartAsync(database, broker, services => services.Configure<AmqpOptions>(options => options.DeliveryLimit = 2), Starts(queue)))
        {
            await broker.SendAsync(queue, "{}", "m-0");
            await Wait.UntilAsync(() => acknowledged.Count == 1, "the acknowledgement of the first message");
        }

        await broker.SendAsync(queue, "{\"poison\":true}", "m-1");
        await broker.FailAsync(queue, times: 3);
        var dead = await broker.TakeAsync($"{queue}.dead");

        Assert.Equal("m-1", dead.BasicProperties.MessageId);
        Assert.Equal("{\"poison\":true}", Encoding.UTF8.GetString(dead.Body.Span));
        var death = Assert.IsType<Dictionary<string, object?>>(Assert.IsType<List<object?>>(dead.BasicProperties.Headers!["x-death"])[0]);
        Assert.Equal("delivery_limit", Encoding.UTF8.GetString((byte[])death["reason"]!));
    }

    [Fact]
    public async Task A_message_above_the_limit_is_dead_lettered_with_its_size_and_others_go_on()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await AmqpHost.StartAsync(database, broker, services => services.Configure<AmqpOptions>(options => options.MaxMessageBytes = 1_024), Starts(queue));

        await broker.SendAsync(queue, new string('x', 2_000), "m-1");
        await broker.SendAsync(queue, "{}", "m-2");
        var dead = await broker.TakeAsync($"{queue}.dead");
        await UntilStartedAsync(host, 1);

        Assert.Equal("m-1", dead.BasicProperties.MessageId);
        Assert.Equal("The message has 2000 bytes; the limit is 1024.", Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers!["x-reason"]!));
        Assert.Equal(2_000, dead.Body.Length);
    }

    [Fact]
    public async Task An_answer_leaves_with_the_only_commit_of_a_last_step_and_before_a_next_step_runs()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var (log, gate) = (new CommitLog(), new StuckGate());
        var definitions = new[] { ("last", (object[])[]), ("next", [Flow.Activity("stuck", "Test.Stuck")]) }.Select(kind => Flow.Of(kind.Item1,
            [Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", $"/api/{kind.Item1}")), Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("body", kind.Item1)), .. kind.Item2.Cast<System.Text.Json.Nodes.JsonObject>()]));
        await using var host = await AmqpHost.StartAsync(
            database, broker, services => services.AddSingleton(gate).AddSingleton<ICommitObserver>(log).AddActivitiesFrom<Stuck>(), [.. definitions]);

        await broker.PublishAsync(Request("last"));
        await broker.TakeAsync(broker.ReplyQueue);
        await broker.PublishAsync(Request("next"));
        await broker.TakeAsync(broker.ReplyQueue);
        await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(WorkflowSubStatus.Finished, Assert.Single(log.Commits, commit => commit.Summary.DefinitionId == "last").Summary.SubStatus);
        Assert.Equal(WorkflowSubStatus.Executing, Assert.Single(log.Commits, commit => commit.Summary.DefinitionId == "next").Summary.SubStatus);
    }

    private static string Request(string route) => $$"""
        [{"id":"{{route}}","method":"GET","requestUri":"/api/{{route}}","headers":{},"body":""},
         {"user":"urn:vcloud:user:u1","org":"urn:vcloud:org:a93c9db9-7471-3192-8d09-a8f7eeda85f9","rights":[]}]
        """;
}
