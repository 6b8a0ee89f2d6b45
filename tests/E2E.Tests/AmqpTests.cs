using System.Text;

namespace Orchestrator.Tests.E2E;

[Collection(Collections.VcdBus)]
public sealed class AmqpTests
{
    private const string Rules = "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4/autoscale";
    private const string Functions = "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4/functions";

    [Fact]
    public async Task Rules_and_functions_are_served_over_vCDs_bus_and_a_malformed_message_is_dead_lettered()
    {
        await using var server = await ServerProcess.StartAsync("--lab", "--amqp", TestParts.Amqp);
        await using var vcd = await Vcd.ConnectAsync(TestParts.Amqp);
        var rule = ScaleOutTests.Rule.Replace("\"shop\",", "\"night\",", StringComparison.Ordinal).Replace("\"vapp\": \"night\"", "\"vapp\": \"shop\"", StringComparison.Ordinal);

        var created = await vcd.CallAsync("POST", Rules, rule);
        Assert.InRange(created.Status, 200, 202);
        var id = (string)created.Json["id"]!;
        var read = await vcd.CallAsync("GET", $"{Rules}/{id}");
        Assert.Equal((200, "night"), (read.Status, (string)read.Json["name"]!));
        Assert.Contains("night", (await vcd.CallAsync("GET", Rules)).Text, StringComparison.Ordinal);
        var changed = await vcd.CallAsync("PUT", $"{Rules}/{id}", rule.Replace("\"max\": 12", "\"max\": 5", StringComparison.Ordinal));
        Assert.Equal((200, 5), (changed.Status, (int)changed.Json["limits"]!["max"]!));
        var removed = await vcd.CallAsync("DELETE", $"{Rules}/{id}");
        Assert.InRange(removed.Status, 200, 204);
        Assert.Equal(400, (await vcd.CallAsync("POST", Rules, "{ no json")).Status);

        var function = """{"name":"hello","runtime":"nodejs","route":"hello","code":"module.exports = async (request) => ({ greeting: 'Hello ' + request.body.name });"}""";
        Assert.Equal(202, (await vcd.CallAsync("POST", Functions, function)).Status);
        await WaitFor.AsyncOf(
            "the function to be ready", () => vcd.CallAsync("GET", $"{Functions}/hello"), a => a.Status == 200 && (string)a.Json["status"]! == "ready", () => server.Output);
        var called = await vcd.CallAsync("POST", "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4/hello", """{"name":"Ada"}""");
        Assert.Equal((200, "Hello Ada"), (called.Status, (string)called.Json["greeting"]!));

        await vcd.PublishAsync(Encoding.UTF8.GetBytes("this is no JSON"), "malformed");
        var dead = await WaitFor.AsyncOf("the dead letter", vcd.TakeDeadAsync, d => d?.Body == "this is no JSON", () => server.Output);
        Assert.NotEmpty(dead!.Value.Reason);
        Assert.Equal(200, (await vcd.CallAsync("GET", Rules)).Status);
    }
}
