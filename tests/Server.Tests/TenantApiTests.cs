using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>The HTTP door of the tenant API with routes of the test's own: one read, one write that a workflow answers.</summary>
public sealed class TenantApiTests : IAsyncLifetime
{
    private static readonly ApiRoute Read = new("GET", "/api/org/{org}/probe/{name}", (request, _, _) => ValueTask.FromResult<ApiOutcome>(ApiReply.Json(200, new
    {
        tenant = request.Tenant.Name,
        name = request.RouteValues["name"],
        query = request.Query.GetValueOrDefault("q"),
        caller = request.Caller.User,
        provider = request.Caller.IsProvider,
        hasCredentials = request.Headers.Keys.Any(CredentialHeaders.Contains),
    })));

    private static readonly ApiRoute Write = new("POST", "/api/org/{org}/probe", (_, _, _) => ValueTask.FromResult<ApiOutcome>(new Stimulus
    {
        Name = ApiRequestReceived.StimulusName,
        Payload = ApiRequestReceived.PayloadOf("probe.create"),
        Input = new Dictionary<string, object?> { ["color"] = "red" },
    }));

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        configure: options => options with { ReplyTimeout = TimeSpan.FromSeconds(2) },
        services: services => services.AddSingleton(Read).AddSingleton(Write));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_read_is_answered_by_its_handler()
    {
        var answer = await (await _server.Admin.GetAsync("/api/org/PSCOE/probe/a%20b?q=1")).JsonAsync();

        Assert.Equal("""{"tenant":"pscoe","name":"a b","query":"1","caller":"key:initial","provider":true,"hasCredentials":false}""", answer.ToJsonString());
    }

    [Fact]
    public async Task A_write_is_answered_by_the_workflow_that_it_starts()
    {
        await _server.PublishAsync("probe-create", Received, Reply);
        using var tenant = await _server.TenantClientAsync("pscoe");

        var answer = await tenant.PostAsync("/api/org/pscoe/probe", TestServer.Json("""{"size":3}"""));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.JsonAsync();
        Assert.Equal(("pscoe", "red", "key:test pscoe"), (body["tenant"]!.GetValue<string>(), body["color"]!.GetValue<string>(), body["user"]!.GetValue<string>()));
        Assert.Equal("""{"size":3}""", body["body"]!.GetValue<string>());
        var instances = (await (await tenant.GetAsync("/api/v1/instances?definitionId=probe-create")).JsonAsync())["items"]!.AsArray();
        Assert.Equal("pscoe", Assert.Single(instances)!["tenant"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workflow_that_takes_its_time_is_answered_for_by_its_address()
    {
        await _server.PublishAsync("probe-create", Received, """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}""", Reply);

        var answer = await _server.Admin.PostAsync("/api/org/pscoe/probe", TestServer.Json("{}"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var instance = await (await _server.Admin.GetAsync(answer.Headers.Location)).JsonAsync();
        Assert.Equal("Suspended", instance["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_starts_nothing_new()
    {
        await _server.PublishAsync("probe-create", Received, Reply);

        var first = await SendAsync("key-1");
        var repeated = await SendAsync("key-1");
        var other = await SendAsync("key-2");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.Created), (first.StatusCode, repeated.StatusCode, other.StatusCode));
        Assert.NotNull(repeated.Headers.Location);
        var count = (await (await _server.Admin.GetAsync("/api/v1/instances?definitionId=probe-create")).JsonAsync())["totalCount"]!.GetValue<int>();
        Assert.Equal(2, count);

        async Task<HttpResponseMessage> SendAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/org/pscoe/probe") { Content = TestServer.Json("{}") };
            request.Headers.Add("Idempotency-Key", key);
            return await _server.Admin.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_write_that_no_workflow_takes_says_so()
    {
        var problem = await (await _server.Admin.PostAsync("/api/org/pscoe/probe", TestServer.Json("{}"))).ProblemAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Contains("publish it again", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_routes_are_in_the_OpenAPI_document()
    {
        var document = (JsonObject)JsonNode.Parse(await _server.Admin.GetStringAsync("/openapi/v1.json"))!;

        Assert.NotNull(document["paths"]!["/api/org/{org}/probe"]!["post"]);
        Assert.NotNull(document["paths"]!["/api/org/{org}/probe/{name}"]!["get"]);
    }

    private const string Received = """
        {"id":"received","type":"Orchestrator.ApiRequestReceived","version":1,"customProperties":{"canStartWorkflow":true},
         "route":{"typeName":"String","expression":{"type":"Literal","value":"probe.create"}},
         "result":{"typeName":"Object","memoryReference":{"id":"Body"}}}
        """;

    private const string Reply = """
        {"id":"reply","type":"Orchestrator.ReplyToApi","version":1,
         "statusCode":{"typeName":"Int32","expression":{"type":"Literal","value":201}},
         "body":{"typeName":"Object","expression":{"type":"JavaScript",
           "value":"({ tenant: variables.Body.request.tenant.name, color: variables.Body.color, body: variables.Body.request.body, user: variables.Body.request.caller.user })"}}}
        """;
}
