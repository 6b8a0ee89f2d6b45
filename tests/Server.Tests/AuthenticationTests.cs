using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class AuthenticationTests(SharedServer shared)
{
    private static readonly string[] Open =
    [
        "/health/live", "/health/ready", "/api/v1/about", "/api/v1/session", "/workflows/{**path}", "/openapi/{documentName}.json", "/docs",
        "/hooks/vcd/{name}", // The signature is the credential.
    ];

    private readonly TestServer _server = shared.It;

    [Fact]
    public void Every_endpoint_but_the_few_open_ones_asks_who_calls()
    {
        var endpoints = _server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        var unprotected = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => !Open.Any(open => path == open || path.StartsWith("/docs/", StringComparison.Ordinal)));

        Assert.NotEmpty(endpoints);
        Assert.Empty(unprotected);
    }

    [Theory]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/definitions")]
    [InlineData("/api/v1/instances")]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/traps")]
    [InlineData("/api/org/pscoe/functions")]
    public async Task A_stranger_is_told_how_to_sign_in(string path)
    {
        using var client = _server.Client();

        var answer = await client.GetAsync(path);

        await answer.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Contains(answer.Headers.WwwAuthenticate, header => header.Scheme == "ApiKey");
    }

    [Theory]
    [InlineData("ApiKey", "ork_wrong")]
    [InlineData("Bearer", "ors_wrong")]
    [InlineData("Basic", "YWRtaW46YWRtaW4=")]
    public async Task Wrong_credentials_are_refused(string scheme, string secret)
    {
        using var client = _server.Client(scheme, secret);

        await (await client.GetAsync("/api/v1/definitions")).ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_what_was_wrong()
    {
        using var client = _server.Client();

        var known = await (await SignInAsync(client, "admin", "wrong-password")).ProblemAsync(HttpStatusCode.Unauthorized);
        var unknown = await (await SignInAsync(client, "nobody", "wrong-password")).ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(known.ToJsonString(), unknown.ToJsonString());
    }

    [Fact]
    public async Task Too_many_wrong_passwords_close_the_door_for_a_while()
    {
        using var client = _server.Client();
        for (var i = 0; i < 5; i++)
            await (await SignInAsync(client, "guessed", $"guess-{i}")).ProblemAsync(HttpStatusCode.Unauthorized);

        var refused = await SignInAsync(client, "guessed", "guess-6");

        await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
    }

    [Fact]
    public async Task A_token_works_until_its_owner_signs_out()
    {
        var credentials = _server.Server.FirstStart.Credentials!;
        using var anonymous = _server.Client();
        var session = await (await SignInAsync(anonymous, credentials.AdminUser, credentials.AdminPassword)).JsonAsync();
        using var client = _server.Client("Bearer", session["token"]!.GetValue<string>());

        var who = await (await client.GetAsync("/api/v1/session")).JsonAsync();
        var left = await client.DeleteAsync("/api/v1/session");
        var after = await client.GetAsync("/api/v1/session");

        Assert.Equal("administrator", session["role"]!.GetValue<string>());
        Assert.Equal("admin", who["user"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_closed_to_scripts_and_other_sites()
    {
        var credentials = _server.Server.FirstStart.Credentials!;
        using var client = _server.Client();

        var answer = await SignInAsync(client, credentials.AdminUser, credentials.AdminPassword);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.BadRequest)]
    [InlineData("X-Requested-With", "console", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "SELF", HttpStatusCode.BadRequest)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("X-Other", "nothing", HttpStatusCode.Forbidden)]
    public async Task A_change_by_cookie_must_come_from_our_own_pages(string header, string value, HttpStatusCode expected)
    {
        using var client = await CookieClientAsync();
        client.DefaultRequestHeaders.Add(header, value == "SELF" ? _server.Server.Url : value);

        // An empty body is not valid: 400 says that the request came through.
        var answer = await client.PostAsJsonAsync("/api/v1/users", new { });

        await answer.ProblemAsync(expected);
    }

    [Fact]
    public async Task Reading_by_cookie_needs_nothing_more()
    {
        using var client = await CookieClientAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/session")).StatusCode);
    }

    [Fact]
    public async Task A_deleted_user_is_out_at_once()
    {
        await _server.Admin.PostAsJsonAsync("/api/v1/users", new { name = "short-lived", tenant = "acme", password = "long-enough-password" });
        using var anonymous = _server.Client();
        var token = (await (await SignInAsync(anonymous, "short-lived", "long-enough-password")).JsonAsync())["token"]!.GetValue<string>();
        using var client = _server.Client("Bearer", token);

        var before = await client.GetAsync("/api/v1/session");
        var deleted = await _server.Admin.DeleteAsync("/api/v1/users/short-lived");
        var after = await client.GetAsync("/api/v1/session");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (before.StatusCode, deleted.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_revoked_key_is_out_at_once()
    {
        var made = await (await _server.Admin.PostAsJsonAsync("/api/v1/api-keys", new { name = "revoked", role = "administrator" })).JsonAsync();
        using var client = _server.Client("ApiKey", made["key"]!.GetValue<string>());

        var before = await client.GetAsync("/api/v1/users");
        await _server.Admin.DeleteAsync($"/api/v1/api-keys/{made["id"]}");
        var after = await client.GetAsync("/api/v1/users");
        var list = await _server.Admin.GetStringAsync("/api/v1/api-keys");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        Assert.DoesNotContain("ork_", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_new_user_are_told_at_once()
    {
        var answer = await _server.Admin.PostAsJsonAsync("/api/v1/users", new { name = "no spaces please", role = "king", tenant = "nowhere", password = "short" });

        var errors = (await answer.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject();
        Assert.Equal(["name", "password", "role", "tenant"], errors.Select(error => error.Key).Order());
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string user, string password) =>
        client.PostAsJsonAsync("/api/v1/session", new { user, password });

    private async Task<HttpClient> CookieClientAsync()
    {
        var credentials = _server.Server.FirstStart.Credentials!;
        var client = _server.Client();
        var answer = await SignInAsync(client, credentials.AdminUser, credentials.AdminPassword);
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }
}
