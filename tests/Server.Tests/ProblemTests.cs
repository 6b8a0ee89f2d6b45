using System.Net;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class ProblemTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task Bad_JSON_is_told_with_its_line_and_position()
    {
        var answer = await _server.Admin.PostAsync("/api/v1/users", TestServer.Json("{\n  \"name\": \"ann\",\n  oops\n}"));

        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("Line 3, position 3", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_told_with_its_path()
    {
        var answer = await _server.Admin.PostAsync("/api/v1/users", TestServer.Json("""{"name":[1]}"""));

        Assert.Contains("$.name", (await answer.ProblemAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task An_empty_body_is_a_bad_request(string body) =>
        await (await _server.Admin.PostAsync("/api/v1/users", TestServer.Json(body))).ProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var content = new StringContent("name=ann", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        await (await _server.Admin.PostAsync("/api/v1/users", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/api/nothing/here")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/org")]
    public async Task An_unknown_route_of_the_API_is_a_problem_not_a_page(string path) =>
        await (await _server.Admin.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_wrong_method_names_the_right_ones()
    {
        var answer = await _server.Admin.PutAsync("/api/v1/tenants", TestServer.Json("{}"));

        await answer.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_tenant_API_names_the_right_methods_too()
    {
        var answer = await _server.Admin.DeleteAsync("/api/org/pscoe/billing/summary");

        await answer.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_provider_is_told_which_organisations_there_are()
    {
        var problem = await (await _server.Admin.GetAsync("/api/org/nowhere/billing/summary")).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal("Unknown organisation 'nowhere'. Known: acme, pscoe.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var server = await TestServer.StartAsync(configure: options => options with { MaxRequestBody = 1000 });

        foreach (var path in (string[])["/api/v1/users", "/api/org/pscoe/billing/summary"])
        {
            var answer = await server.Admin.PostAsync(path, TestServer.Json($$"""{"name":"{{new string('a', 2000)}}"}"""));
            await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        }
    }

    [Fact]
    public async Task All_faults_of_a_query_are_told_at_once()
    {
        var problem = await (await _server.Admin.GetAsync("/api/v1/instances?page=-1&pageSize=0&status=Sleeping&orderBy=Luck")).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["orderBy", "page", "pageSize", "status"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task A_query_of_the_wrong_type_is_a_bad_request() =>
        await (await _server.Admin.GetAsync("/api/v1/instances?page=two")).ProblemAsync(HttpStatusCode.BadRequest);
}
