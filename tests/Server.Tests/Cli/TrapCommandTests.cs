using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Cli;

/// <summary>Traps of the real command reach the real listener.</summary>
public sealed class TrapCommandTests
{
    [Fact]
    public async Task A_vRops_alert_and_a_trap_with_any_variables_arrive()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { Snmp = new IPEndPoint(IPAddress.Loopback, 0) });
        await server.PublishAsync("on-trap", """
            {"id":"trap","type":"Orchestrator.SnmpTrapReceived","version":1,"customProperties":{"canStartWorkflow":true}}
            """);
        var to = $"127.0.0.1:{server.Server.SnmpPort}";

        var alert = (await CommandRun.OfAsync([], "trap", "send", "--to", to, "--resource", "db-07")).Expect(0);
        var plain = (await CommandRun.OfAsync([], "trap", "send", "--to", to, "--trap-oid", "1.3.6.1.4.1.8072.2.3.0.1", "--var", "1.3.6.1.4.1.8072.2.3.2.1=i:60", "--inform", "--json")).Expect(0);

        Assert.Contains("1.3.6.1.4.1.6876.4.50.1.0.46 with 20 variables", alert.Output, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(plain.Output)!["answered"]!.GetValue<bool>());
        var journals = await JournalsAsync(server, 2);
        Assert.Contains("db-07", journals, StringComparison.Ordinal);
        Assert.Contains("1.3.6.1.4.1.8072.2.3.2.1", journals, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--var: 'x' is not OID=TYPE:VALUE", "--trap-oid", "1.3.6.1.4.1.1", "--var", "x")]
    [InlineData("is no value of type i", "--trap-oid", "1.3.6.1.4.1.1", "--var", "1.3.6.1=i:many")]
    [InlineData("--kind: 'loud' is none of", "--kind", "loud")]
    [InlineData("--snmp-version: '4' is neither", "--snmp-version", "4")]
    public async Task What_cannot_be_sent_is_one_sentence_and_exit_code_2(string expected, params string[] arguments)
    {
        var run = (await CommandRun.OfAsync([], ["trap", "send", .. arguments])).Expect(2);

        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> JournalsAsync(TestServer server, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var items = JsonNode.Parse(await server.Admin.GetStringAsync("/api/v1/instances?definitionId=on-trap&subStatus=Finished", timeout.Token))!["items"]!.AsArray();
            if (items.Count >= count)
                return string.Join('\n', await Task.WhenAll(items.Select(item => server.Admin.GetStringAsync($"/api/v1/instances/{item!["id"]}/journal", timeout.Token))));
            await tick.WaitForNextTickAsync(timeout.Token);
        }
    }
}
