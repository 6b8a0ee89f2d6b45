using System.Net;
using System.Net.Http.Json;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class QueueGrantTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task The_provider_gives_and_takes_back_grants_and_all_faults_are_told()
    {
        var given = await (await _server.Admin.PutAsJsonAsync("/api/v1/amqp/grants/shop.orders", new { tenants = new[] { "acme", TestServer.Pscoe.Urn } })).JsonAsync();
        var listed = await (await _server.Admin.GetAsync("/api/v1/amqp/grants")).JsonAsync();
        var faults = await (await _server.Admin.PutAsJsonAsync("/api/v1/amqp/grants/orchestrator.vcd-api", new { tenants = new[] { "acme", "nobody" } })).ProblemAsync(HttpStatusCode.BadRequest);
        using var tenant = await _server.TenantClientAsync("acme");
        var refused = await tenant.GetAsync("/api/v1/amqp/grants");
        var taken = await _server.Admin.DeleteAsync("/api/v1/amqp/grants/shop.orders");
        var again = await _server.Admin.DeleteAsync("/api/v1/amqp/grants/shop.orders");

        Assert.Equal(["acme", "pscoe"], given["tenants"]!.AsArray().Select(name => name!.ToString()));
        Assert.Equal("shop.orders", Assert.Single(listed["items"]!.AsArray())!["name"]!.ToString());
        Assert.Equal(["name", "tenants[1]"], faults["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal));
        await refused.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        await again.ProblemAsync(HttpStatusCode.NotFound);
    }
}
