using System.Net;
using System.Net.Http.Json;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class TenantIsolationTests(SharedServer shared)
{
    private const string Note = """{"id":"note","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"x"}}}""";
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task A_tenant_sees_itself_only()
    {
        using var pscoe = await _server.TenantClientAsync("pscoe");

        var tenants = (await (await pscoe.GetAsync("/api/v1/tenants")).JsonAsync())["items"]!.AsArray();
        var session = await (await pscoe.GetAsync("/api/v1/session")).JsonAsync();

        Assert.Equal("pscoe", Assert.Single(tenants)!["name"]!.GetValue<string>());
        Assert.Equal(("tenant", "pscoe"), (session["role"]!.GetValue<string>(), session["tenant"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Instances_of_others_look_as_if_they_did_not_exist()
    {
        await _server.PublishAsync("isolation", Note);
        var started = await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/isolation/execute", new { tenant = "acme" })).JsonAsync();
        var id = started["instanceId"]!.GetValue<string>();
        using var acme = await _server.TenantClientAsync("acme");
        using var pscoe = await _server.TenantClientAsync("pscoe");

        var own = await (await acme.GetAsync("/api/v1/instances?definitionId=isolation")).JsonAsync();
        var foreign = await (await pscoe.GetAsync("/api/v1/instances?definitionId=isolation&tenant=acme")).JsonAsync();

        Assert.Equal(id, Assert.Single(own["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(0, foreign["totalCount"]!.GetValue<int>());
        foreach (var path in (string[])[$"/api/v1/instances/{id}", $"/api/v1/instances/{id}/journal", $"/api/v1/instances/{id}/effects"])
        {
            Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync(path)).StatusCode);
            await (await pscoe.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
        }

        await (await pscoe.PostAsync($"/api/v1/instances/{id}/cancel", null)).ProblemAsync(HttpStatusCode.NotFound);
        await (await pscoe.PostAsync($"/api/v1/instances/{id}/retry", null)).ProblemAsync(HttpStatusCode.NotFound);
        await (await pscoe.DeleteAsync($"/api/v1/instances/{id}")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "/api/v1/users")]
    [InlineData("POST", "/api/v1/users")]
    [InlineData("GET", "/api/v1/api-keys")]
    [InlineData("POST", "/api/v1/api-keys")]
    [InlineData("GET", "/api/v1/traps")]
    [InlineData("POST", "/api/v1/definitions")]
    [InlineData("POST", "/api/v1/definitions/billing-collect/execute")]
    [InlineData("DELETE", "/api/v1/definitions/billing-collect")]
    public async Task A_tenant_has_no_right_to_what_is_the_providers(string method, string path)
    {
        using var pscoe = await _server.TenantClientAsync("pscoe");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? TestServer.Json("{}") : null };

        await (await pscoe.SendAsync(request)).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_foreign_organisation_and_an_unknown_one_get_the_same_answer()
    {
        using var pscoe = await _server.TenantClientAsync("pscoe");

        var foreign = await (await pscoe.GetAsync("/api/org/acme/billing/summary")).ProblemAsync(HttpStatusCode.NotFound);
        var unknown = await (await pscoe.GetAsync("/api/org/nowhere/billing/summary")).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(foreign.ToJsonString().Replace("acme", "X", StringComparison.Ordinal), unknown.ToJsonString().Replace("nowhere", "X", StringComparison.Ordinal));
        Assert.DoesNotContain("Known", unknown.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pscoe")]
    [InlineData("PSCOE")]
    [InlineData("11111111-1111-4111-8111-111111111111")]
    [InlineData("urn:vcloud:org:11111111-1111-4111-8111-111111111111")]
    public async Task A_tenant_reaches_its_own_organisation_by_name_id_and_urn(string org)
    {
        using var pscoe = await _server.TenantClientAsync("pscoe");

        Assert.Equal(HttpStatusCode.OK, (await pscoe.GetAsync($"/api/org/{org}/billing/summary")).StatusCode);
    }
}
