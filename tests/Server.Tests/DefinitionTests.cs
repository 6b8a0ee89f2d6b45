using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class DefinitionTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task All_faults_of_a_definition_are_told_at_once()
    {
        const string Faulty = """
            {"definitionId":"faulty","name":"Faulty","root":{"id":"flow","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"a","type":"No.Such","version":1},
              {"id":"b","type":"Elsa.SetVariable","version":1,"variable":{"id":"Ghost","name":"Ghost"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"1 +"}}}]}}
            """;

        var answer = await _server.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Faulty));

        var errors = (await answer.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject();
        Assert.Contains("a.type", errors.Select(error => error.Key));
        Assert.True(errors.Count >= 3, errors.ToJsonString());
    }

    [Fact]
    public async Task A_definition_lives_from_draft_to_deletion()
    {
        var created = await _server.Admin.PostAsync("/api/v1/definitions", TestServer.Json(Definition("life", "one")));
        var published = await (await _server.Admin.PostAsync("/api/v1/definitions/life/publish", null)).JsonAsync();
        var ran = await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/life/execute", new { input = new { }, correlationId = "order-7" })).JsonAsync();
        var replaced = await (await _server.Admin.PutAsync("/api/v1/definitions/life?publish=true", TestServer.Json(Definition("life", "two")))).JsonAsync();
        var versions = await (await _server.Admin.GetAsync("/api/v1/definitions?search=life&version=AllVersions")).JsonAsync();
        var instance = await (await _server.Admin.GetAsync($"/api/v1/instances/{ran["instanceId"]}")).JsonAsync();
        var journal = await (await _server.Admin.GetAsync($"/api/v1/instances/{ran["instanceId"]}/journal")).JsonAsync();
        var retracted = await (await _server.Admin.PostAsync("/api/v1/definitions/life/retract", null)).JsonAsync();
        var deleted = await _server.Admin.DeleteAsync("/api/v1/definitions/life");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/v1/definitions/life", created.Headers.Location!.OriginalString);
        Assert.True(published["isPublished"]!.GetValue<bool>());
        Assert.Equal(("Finished", "order-7"), (instance["subStatus"]!.GetValue<string>(), instance["correlationId"]!.GetValue<string>()));
        Assert.Contains(instance["variables"]!.AsArray(), variable => variable!["name"]!.GetValue<string>() == "V" && variable["value"]!.GetValue<string>() == "one");
        Assert.True(journal["totalCount"]!.GetValue<int>() > 2);
        Assert.Equal(2, replaced["version"]!.GetValue<int>());
        Assert.Equal(2, versions["totalCount"]!.GetValue<int>());
        Assert.False(retracted["isPublished"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await _server.Admin.GetAsync("/api/v1/definitions/life")).ProblemAsync(HttpStatusCode.NotFound);
        await (await _server.Admin.GetAsync($"/api/v1/instances/{ran["instanceId"]}")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_retracted_definition_runs_as_it_was_saved_last()
    {
        await _server.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Definition("rewritten", "one")));
        await _server.Admin.PostAsync("/api/v1/definitions/rewritten/retract", null);
        await _server.Admin.PutAsync("/api/v1/definitions/rewritten", TestServer.Json(Definition("rewritten", "two")));

        var ran = await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/rewritten/execute", new { })).JsonAsync();

        var instance = await (await _server.Admin.GetAsync($"/api/v1/instances/{ran["instanceId"]}")).JsonAsync();
        Assert.Equal("two", instance["variables"]!.AsArray().Single(variable => variable!["name"]!.GetValue<string>() == "V")!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_ETag_spares_reading_and_guards_writing()
    {
        var created = await _server.Admin.PostAsync("/api/v1/definitions", TestServer.Json(Definition("tagged", "one")));
        var tag = created.Headers.ETag!;

        var unchanged = await SendAsync(HttpMethod.Get, null, request => request.Headers.IfNoneMatch.Add(tag));
        var written = await SendAsync(HttpMethod.Put, "two", request => request.Headers.IfMatch.Add(tag));
        var refused = await SendAsync(HttpMethod.Put, "three", request => request.Headers.IfMatch.Add(tag));

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.NotEqual(tag, written.Headers.ETag);
        await refused.ProblemAsync(HttpStatusCode.PreconditionFailed);

        Task<HttpResponseMessage> SendAsync(HttpMethod method, string? value, Action<HttpRequestMessage> prepare)
        {
            var request = new HttpRequestMessage(method, "/api/v1/definitions/tagged") { Content = value is null ? null : TestServer.Json(Definition("tagged", value)) };
            prepare(request);
            return _server.Admin.SendAsync(request);
        }
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        await _server.Admin.PostAsync("/api/v1/definitions", TestServer.Json(Definition("round-trip", "one")));
        var read = await _server.Admin.GetStringAsync("/api/v1/definitions/round-trip");

        var written = await (await _server.Admin.PutAsync("/api/v1/definitions/round-trip", TestServer.Json(read))).JsonAsync();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(read)!["root"], written["root"]));
    }

    [Fact]
    public async Task Built_in_definitions_are_published_and_cannot_be_changed()
    {
        var list = await (await _server.Admin.GetAsync("/api/v1/definitions?version=Published&pageSize=100")).JsonAsync();
        var builtIn = list["items"]!.AsArray().Where(item => item!["isReadonly"]!.GetValue<bool>()).Select(item => item!["definitionId"]!.GetValue<string>()).ToList();

        Assert.Contains("billing-collect", builtIn);
        await (await _server.Admin.PutAsync("/api/v1/definitions/billing-collect", TestServer.Json(Definition("billing-collect", "mine")))).ProblemAsync(HttpStatusCode.Conflict);
        await (await _server.Admin.DeleteAsync("/api/v1/definitions/billing-collect")).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_dispatch_says_where_to_look()
    {
        await _server.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Definition("dispatched", "one")));

        var answer = await _server.Admin.PostAsJsonAsync("/api/v1/definitions/dispatched/dispatch", new { });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.Admin.GetAsync(answer.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_definition_cannot_be_executed() =>
        await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/no-such/execute", new { })).ProblemAsync(HttpStatusCode.NotFound);

    private static string Definition(string id, string value) => $$$"""
        {"definitionId":"{{{id}}}","name":"{{{id}}}","variables":[{"id":"V","name":"V","typeName":"String"}],
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
           {"id":"set","type":"Elsa.SetVariable","version":1,"variable":{"id":"V","name":"V"},"value":{"typeName":"Object","expression":{"type":"Literal","value":"{{{value}}}"} } }]}}
        """;
}
