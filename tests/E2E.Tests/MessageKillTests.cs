using System.Globalization;

namespace Orchestrator.Tests.E2E;

/// <summary>
/// Messages flow while the server is killed again and again. ORCHESTRATOR_TEST_KILLS sets how often (default 4; the long form is 50).
/// </summary>
[Collection(Collections.VcdBus)]
public sealed class MessageKillTests
{
    private const int OrdersPerKill = 150;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Messages_that_flow_while_the_server_is_killed_start_one_instance_each_and_lead_to_one_message_each(string database)
    {
        await using var bus = await Bus.ConnectAsync(TestParts.Amqp);
        await using var postgres = database == "postgres" ? await PostgresDatabase.CreateAsync() : null;
        string[] arguments = ["--amqp", TestParts.Amqp, .. postgres is null ? (string[])[] : ["--db", postgres.ConnectionString]];
        await using var server = await ServerProcess.StartAsync(arguments);
        await PublishDefinitionAsync(server, bus);
        await WaitFor.AsyncOf("the queue", () => bus.TryOrderAsync("first"), ok => ok, () => server.Output);

        var sent = 1;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var orders = Enumerable.Range(sent, OrdersPerKill).Select(n => bus.TryOrderAsync($"order-{n}")).ToList();
            sent += OrdersPerKill;
            await Task.WhenAll(orders);
            Assert.All(orders, order => Assert.True(order.Result));

            // Somewhere in the middle, elsewhere each time.
            var until = sent - OrdersPerKill + (kill * 37 % OrdersPerKill);
            await WaitFor.AsyncOf($"{until} answers before kill {kill}", () => Task.FromResult(bus.Back.Count), count => count >= until, () => server.Output);
            await server.KillAsync();
            await server.StartAsync();
        }

        await WaitFor.AsyncOf($"{sent} answers", () => Task.FromResult(bus.Back.Count), count => count >= sent, () => server.Output);
        var instances = await WaitFor.AsyncOf(
            "every instance to end",
            () => server.Api.GetAsync("/api/v1/instances?definitionId=kills&subStatus=Finished&pageSize=1"),
            a => a.Status == 200 && (int)a.Json["totalCount"]! >= sent,
            () => server.Output);

        Assert.Equal(sent, (int)instances.Json["totalCount"]!);
        Assert.Equal(sent, (int)(await server.Api.GetAsync("/api/v1/instances?definitionId=kills&pageSize=1")).Json["totalCount"]!);
        Assert.Equal(sent, bus.Back.Count);
        Assert.All(bus.Back, answer => Assert.Single(answer.Value));
        Assert.Equal(0u, await bus.DeadAsync());
    }

    private static async Task PublishDefinitionAsync(ServerProcess server, Bus bus)
    {
        var answer = await server.Api.PostAsync("/api/v1/definitions?publish=true", $$$$"""
            {"definitionId":"kills","name":"Kills","variables":[{"id":"v1","name":"Seen","typeName":"Object"}],
             "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"t","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true},
               "queue":{"typeName":"String","expression":{"type":"Literal","value":"{{{{bus.Orders}}}}"}},"result":{"typeName":"Object","memoryReference":{"id":"v1"}}},
              {"id":"p","type":"Orchestrator.PublishAmqpMessage","version":1,
               "routingKey":{"typeName":"String","expression":{"type":"Literal","value":"{{{{bus.Done}}}}"}},
               "body":{"typeName":"Object","expression":{"type":"JavaScript","value":"variables.Seen.body.order"}}}],
              "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"p","port":"In"}}]}}
            """);
        Assert.True(answer.Status is 200 or 201, answer.ToString());
    }
}
