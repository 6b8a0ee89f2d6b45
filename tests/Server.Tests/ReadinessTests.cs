using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class ReadinessTests
{
    [Fact]
    public async Task A_server_is_ready_when_every_part_is()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { Snmp = new IPEndPoint(IPAddress.Loopback, 0) });
        using var client = server.Client();

        var live = await client.GetAsync("/health/live");
        var ready = await client.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        var parts = (await ready.JsonAsync())["parts"]!.AsObject();
        Assert.Subset(parts.Select(part => part.Key).ToHashSet(), new HashSet<string> { "amqp", "database", "server", "snmp" });
        Assert.NotNull(server.Server.SnmpPort);
    }

    [Fact]
    public async Task A_part_that_is_down_is_named()
    {
        await using var server = await TestServer.StartAsync(services: services => services.AddSingleton<IReadinessPart>(new Down()));
        using var client = server.Client();

        var answer = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"ready":false,"detail":"The moon is away."}""", (await answer.JsonAsync())["parts"]!["moon"]!.ToJsonString());
    }

    private sealed class Down : IReadinessPart
    {
        public string Name => "moon";

        public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(PartStatus.NotReady("The moon is away."));
    }
}
