using System.Net;
using System.Net.Http.Json;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class HttpEndpointTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task A_request_starts_a_workflow_and_gets_its_answer()
    {
        await _server.PublishAsync(
            "http-start",
            Endpoint("in", "start/{id}", methods: ["POST", "PUT"]),
            Response("out", "({ id: variables.Route.id, twice: variables.Body.Number * 2, color: variables.Query.color })", status: "Created"));
        using var client = _server.Client();

        var answer = await client.PostAsJsonAsync("/workflows/START/Seven?color=red", new Dictionary<string, int> { ["Number"] = 21 });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"id":"Seven","twice":42,"color":"red"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("yes", Assert.Single(answer.Headers.GetValues("X-Made-By-Workflow")));
    }

    [Fact]
    public async Task A_request_resumes_a_waiting_workflow()
    {
        await _server.PublishAsync(
            "http-resume",
            Endpoint("in", "order", methods: ["POST"]),
            Response("received", "'received'"),
            Endpoint("pay", "order/pay", methods: ["POST"], starts: false),
            Response("paid", "'paid ' + variables.Body.amount"));
        using var client = _server.Client();

        var first = await client.PostAsync("/workflows/order?correlationId=order-1", null);
        var second = await client.PostAsync("/workflows/order?correlationId=order-2", null);
        var ambiguous = await client.PostAsJsonAsync("/workflows/order/pay", new { amount = 5 });
        var paid = await client.PostAsJsonAsync("/workflows/order/pay?correlationId=order-1", new { amount = 5 });
        var again = await client.PostAsJsonAsync("/workflows/order/pay?correlationId=order-1", new { amount = 5 });

        Assert.Equal(("received", "received"), (await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync()));
        await ambiguous.ProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Equal("paid 5", await paid.Content.ReadAsStringAsync());
        await again.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_workflows_on_one_path_are_ambiguous()
    {
        await _server.PublishAsync("http-twin-1", Endpoint("in", "twin"));
        await _server.PublishAsync("http-twin-2", Endpoint("in", "Twin/"));
        using var client = _server.Client();

        var problem = await (await client.GetAsync("/workflows/twin")).ProblemAsync(HttpStatusCode.InternalServerError);

        Assert.Contains("http-twin-1, http-twin-2", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_more_specific_path_wins()
    {
        await _server.PublishAsync("http-general", Endpoint("in", "specific/{name}"), Response("out", "'general'"));
        await _server.PublishAsync("http-special", Endpoint("in", "specific/one"), Response("out", "'special'"));
        using var client = _server.Client();

        Assert.Equal("special", await client.GetStringAsync("/workflows/specific/one"));
        Assert.Equal("general", await client.GetStringAsync("/workflows/specific/two"));
    }

    [Fact]
    public async Task JSON_that_is_none_starts_nothing()
    {
        await _server.PublishAsync("http-json", Endpoint("in", "json", methods: ["POST"]));
        using var client = _server.Client();

        var answer = await client.PostAsync("/workflows/json", TestServer.Json("{\"a\": }"));

        Assert.Contains("Line 1", (await answer.ProblemAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, (await (await _server.Admin.GetAsync("/api/v1/instances?definitionId=http-json")).JsonAsync())["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Without_a_response_activity_the_answer_is_an_empty_200()
    {
        await _server.PublishAsync("http-silent", Endpoint("in", "silent"));
        using var client = _server.Client();

        var answer = await client.GetAsync("/workflows/silent");

        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_fault_is_an_error_with_its_reason()
    {
        await _server.PublishAsync(
            "http-fault",
            Endpoint("in", "fault"),
            """{"id":"f","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"The stock is empty."}}}""");
        using var client = _server.Client();

        var problem = await (await client.GetAsync("/workflows/fault")).ProblemAsync(HttpStatusCode.InternalServerError);

        Assert.Contains("The stock is empty.", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("f", problem["activityId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_protected_endpoint_takes_signed_in_callers_only()
    {
        await _server.PublishAsync("http-protected", Endpoint("in", "protected", authorize: true), Response("out", "'hello'"));
        using var stranger = _server.Client();

        await (await stranger.GetAsync("/workflows/protected")).ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("hello", await _server.Admin.GetStringAsync("/workflows/protected"));
    }

    [Fact]
    public async Task A_body_above_the_endpoints_limit_is_refused()
    {
        await _server.PublishAsync("http-limited", Endpoint("in", "limited", methods: ["POST"], limit: 10));
        using var client = _server.Client();

        await (await client.PostAsync("/workflows/limited", TestServer.Json("\"0123456789\""))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Credentials_do_not_reach_the_workflow()
    {
        await _server.PublishAsync(
            "http-headers",
            Endpoint("in", "headers").Replace("\"queryStringData\"", "\"headers\"", StringComparison.Ordinal),
            Response("out", "Object.keys(variables.Query).join(',')"));

        var names = await _server.Admin.GetStringAsync("/workflows/headers");

        Assert.Contains("Host", names, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", names, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_endpoint_without_a_path_cannot_be_published()
    {
        const string NoPath = """{"definitionId":"http-no-path","name":"x","root":{"id":"in","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":true}}}""";

        var problem = await (await _server.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(NoPath))).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains("path", problem["errors"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Endpoint(string id, string path, string[]? methods = null, bool starts = true, bool authorize = false, int? limit = null) => $$$"""
        {"id":"{{{id}}}","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":{{{(starts ? "true" : "false")}}} },
         "path":{"typeName":"String","expression":{"type":"Literal","value":"{{{path}}}"}},
         "supportedMethods":{"typeName":"String[]","expression":{"type":"Object","value":"[{{{Quoted(methods ?? ["GET"])}}}]"} },
         "authorize":{"typeName":"Boolean","expression":{"type":"Literal","value":{{{(authorize ? "true" : "false")}}} } },
         {{{(limit is null ? "" : $$"""
            "requestSizeLimit":{"typeName":"Int64","expression":{"type":"Literal","value":{{limit}} } },
            """)}}}
         "parsedContent":{"typeName":"Object","memoryReference":{"id":"Body"}},
         "routeData":{"typeName":"ObjectDictionary","memoryReference":{"id":"Route"}},
         "queryStringData":{"typeName":"ObjectDictionary","memoryReference":{"id":"Query"} } }
        """;

    private static string Quoted(string[] methods) => string.Join(',', methods.Select(method => $"\\\"{method}\\\""));

    private static string Response(string id, string script, string status = "OK") => $$$"""
        {"id":"{{{id}}}","type":"Elsa.WriteHttpResponse","version":1,
         "statusCode":{"typeName":"HttpStatusCode","expression":{"type":"Literal","value":"{{{status}}}"}},
         "content":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{script}}}"}},
         "responseHeaders":{"typeName":"HttpHeaders","expression":{"type":"Object","value":"{\"X-Made-By-Workflow\":[\"yes\"]}"} } }
        """;
}
