using System.Text;
using Orchestrator.Core;
using Orchestrator.Runtime;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class RequestReplyTests
{
    private static string Asks(string queue, double seconds) => FormattableString.Invariant($$$$"""
        {"definitionId":"asks","name":"Asks","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"r","type":"Orchestrator.RequestReply","version":1,"routingKey":{"typeName":"String","expression":{"type":"Literal","value":"{{{{queue}}}}"}},
           "body":{"typeName":"Object","expression":{"type":"Object","value":"{\"question\":1}"}},
           "timeoutSeconds":{"typeName":"Double","expression":{"type":"Literal","value":"{{{{seconds}}}}"}}},
          {"id":"done","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"answered"}}},
          {"id":"late","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"gave up"}}}],
          "connections":[{"source":{"activity":"r","port":"Done"},"target":{"activity":"done","port":"In"}},
                         {"source":{"activity":"r","port":"TimedOut"},"target":{"activity":"late","port":"In"}}]}}
        """);

    private static async Task<IReadOnlyList<string?>> LinesAsync(MessagingHost host, string id) =>
        [.. (await host.Store.ListJournalAsync(id, 0, 100, CancellationToken.None)).Items.Where(entry => entry.EventName == "Line").Select(entry => entry.Message)];

    private static Task EndAsync(MessagingHost host, string id) => Wait.ForAsync(
        async () => (await host.Store.FindSummaryAsync(id, CancellationToken.None))?.SubStatus == WorkflowSubStatus.Finished ? "" : null, "the end of the instance");

    [Fact]
    public async Task A_reply_comes_back_over_a_restart_and_a_second_one_does_nothing()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.asks";
        await broker.DeclareClassicAsync(queue);
        string id;
        BasicGetResult request;
        await using (var host = await AmqpHost.StartAsync(database, broker, Asks(queue, 600)))
        {
            id = (await host.Get<IWorkflowRuntime>().RunAsync(new StartWorkflow { DefinitionId = "asks" }, CancellationToken.None)).InstanceId!;
            request = await broker.TakeAsync(queue);
        }

        var reply = new BasicProperties { CorrelationId = request.BasicProperties.CorrelationId };
        await broker.PublishAsync("", request.BasicProperties.ReplyTo!, reply, "{\"answer\":42}");
        await broker.PublishAsync("", request.BasicProperties.ReplyTo!, reply, "{\"answer\":43}");
        var again = await AmqpHost.StartAsync(database, broker, Asks(queue, 600));
        await EndAsync(again, id);
        var lines = await LinesAsync(again, id);
        await Wait.ForAsync(async () => await broker.CountAsync(request.BasicProperties.ReplyTo!) == 0 ? "" : null, "both replies to be taken");
        await again.DisposeAsync();

        Assert.Equal("{\"question\":1}", Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal("600000", request.BasicProperties.Expiration);
        Assert.Equal(["answered"], lines);
        Assert.Equal(0u, await broker.CountAsync(request.BasicProperties.ReplyTo!));
        Assert.Equal(0u, await broker.CountAsync($"{broker.Prefix}.replies-to-us.dead"));
    }

    [Fact]
    public async Task Without_a_reply_the_activity_gives_up_and_a_late_one_is_kept_with_the_reason()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.asks";
        await broker.DeclareClassicAsync(queue);
        await using var host = await AmqpHost.StartAsync(database, broker, Asks(queue, 1));

        var id = (await host.Get<IWorkflowRuntime>().RunAsync(new StartWorkflow { DefinitionId = "asks" }, CancellationToken.None)).InstanceId!;
        var request = await broker.TakeAsync(queue);
        await EndAsync(host, id);
        await broker.PublishAsync("", request.BasicProperties.ReplyTo!, new BasicProperties { CorrelationId = request.BasicProperties.CorrelationId }, "{}");
        var dead = await broker.TakeAsync($"{broker.Prefix}.replies-to-us.dead");

        Assert.Equal(["gave up"], await LinesAsync(host, id));
        Assert.Contains("after the time-out", Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers!["x-reason"]!), StringComparison.Ordinal);
    }
}
