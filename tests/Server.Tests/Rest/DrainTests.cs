using System.Net;
using System.Net.Http.Json;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

public sealed class DrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suspended_node_says_so_and_takes_nothing_until_it_is_resumed()
    {
        await using var server = await TestServer.StartAsync();
        await server.PublishAsync("drain", """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hi"}}}""");

        var suspended = await (await server.Admin.PostAsJsonAsync("/api/v1/node/suspend", new { reason = "upgrade" }, Cancel)).JsonAsync();
        var start = await server.Admin.PostAsJsonAsync("/api/v1/definitions/drain/execute", new { }, Cancel);
        var ready = await server.Admin.GetAsync("/health/ready", Cancel);
        var health = await ready.JsonAsync();
        var resumed = await (await server.Admin.PostAsJsonAsync("/api/v1/node/resume", new { }, Cancel)).JsonAsync();

        Assert.Equal(("suspended", "upgrade", 0), (suspended["intake"]!.GetValue<string>(), suspended["reason"]!.GetValue<string>(), suspended["burstsAtWork"]!.GetValue<int>()));
        await start.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(5), start.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("Draining", health["parts"]!["intake"]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("open", resumed["intake"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await server.Admin.GetAsync("/health/ready", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Admin.PostAsJsonAsync("/api/v1/definitions/drain/execute", new { }, Cancel)).StatusCode);
    }
}
