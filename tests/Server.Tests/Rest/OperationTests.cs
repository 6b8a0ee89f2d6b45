using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

/// <summary>What operators do over REST.</summary>
public sealed class OperationTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private HttpClient Admin => _server.Admin;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_is_retried_with_changed_variables_or_skipped()
    {
        await PublishFragileAsync("ops-fragile");
        var (instance, incident) = await FailAsync("ops-fragile");

        var wrong = await (await PostAsync($"/api/v1/incidents/{incident}/retry", new { variables = new { Ready = "perhaps", Nobody = 1 } })).ProblemAsync(HttpStatusCode.BadRequest);
        var retried = await PostAsync($"/api/v1/incidents/{incident}/retry", new { variables = new Dictionary<string, object> { ["Ready"] = true } });
        await FinishedAsync(instance);
        var again = await (await PostAsync($"/api/v1/incidents/{incident}/retry", new { })).ProblemAsync(HttpStatusCode.Conflict);
        var (second, other) = await FailAsync("ops-fragile");
        var skipped = await PostAsync($"/api/v1/incidents/{other}/skip", new { outcomes = new[] { "Done" } });

        Assert.Equal(["variables.nobody", "variables.ready"], wrong["errors"]!.AsObject().Select(p => p.Key.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        Assert.Equal($"/api/v1/instances/{instance}", retried.Headers.Location!.ToString());
        Assert.Contains("settled", again["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, skipped.StatusCode);
        await FinishedAsync(second);
        var shown = await GetAsync($"/api/v1/incidents/{other}");
        Assert.NotNull(shown["resolvedAt"]);
    }

    [Fact]
    public async Task An_instance_says_why_it_waits_and_is_woken_by_what_it_says()
    {
        await PublishWaitingAsync("ops-why");
        var id = await StartAsync("ops-why");

        var why = await GetAsync($"/api/v1/instances/{id}/why");
        var wait = why["waits"]!.AsArray().Single()!;
        var published = await (await PostAsync("/api/v1/events/ops-why", new { instanceId = id, payload = 42 })).JsonAsync();

        Assert.Contains("event 'ops-why'", why["reason"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/api/v1/events/ops-why", wait["example"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ops-why", wait["payload"]!["eventName"]!.GetValue<string>());
        Assert.Equal(id, published["resumed"]!.AsArray().Single()!.GetValue<string>());
        await FinishedAsync(id);
    }

    [Fact]
    public async Task A_bookmark_is_resumed_by_hand_once()
    {
        await PublishWaitingAsync("ops-resume");
        var id = await StartAsync("ops-resume");
        var bookmark = (await GetAsync($"/api/v1/instances/{id}"))["bookmarks"]!.AsArray().Single()!["id"]!.GetValue<string>();

        var resumed = await PostAsync($"/api/v1/instances/{id}/bookmarks/{bookmark}/resume", new { input = new { payload = 1 } });
        var again = await PostAsync($"/api/v1/instances/{id}/bookmarks/{bookmark}/resume", new { });

        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        await again.ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Many_instances_are_cancelled_at_once_by_definition_or_id()
    {
        await PublishWaitingAsync("ops-bulk");
        var ids = new[] { await StartAsync("ops-bulk"), await StartAsync("ops-bulk"), await StartAsync("ops-bulk") };

        var one = await (await PostAsync("/api/v1/instances/cancel", new { ids = new[] { ids[0], "nobody" } })).JsonAsync();
        var rest = await (await PostAsync("/api/v1/instances/cancel", new { definitionId = "ops-bulk" })).JsonAsync();
        var both = await (await PostAsync("/api/v1/instances/cancel", new { definitionId = "ops-bulk", ids })).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(ids[0], one["done"]!.AsArray().Single()!.GetValue<string>());
        Assert.NotNull(one["refused"]!["nobody"]);
        Assert.Equal(ids[1..].Order(StringComparer.Ordinal), rest["done"]!.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(0, rest["remaining"]!.GetValue<long>());
        Assert.NotNull(both["errors"]!["ids"]);
    }

    [Fact]
    public async Task An_instance_is_run_again_from_an_activity_and_a_repeated_request_gives_the_same_one()
    {
        await PublishFragileAsync("ops-rerun");
        var (instance, _) = await FailAsync("ops-rerun");

        async Task<string> RerunAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/instances/{instance}/rerun") { Content = JsonContent.Create(new { activityId = "after" }) };
            request.Headers.Add("Idempotency-Key", "rerun-1");
            var answer = await Admin.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return (await answer.JsonAsync())["instanceId"]!.GetValue<string>();
        }

        var first = await RerunAsync();
        var second = await RerunAsync();
        var nowhere = await (await PostAsync($"/api/v1/instances/{instance}/rerun", new { activityId = "nowhere" })).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(first, second);
        Assert.NotNull(nowhere["errors"]!["activityId"]);
        await FinishedAsync(first);
        Assert.Equal("Cancelled", (await GetAsync($"/api/v1/instances/{instance}"))["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_tenant_sees_and_settles_its_own_incidents_only()
    {
        await PublishFragileAsync("ops-tenants");
        using var pscoe = await _server.TenantClientAsync("pscoe");
        using var acme = await _server.TenantClientAsync("acme");
        var (instance, incident) = await FailAsync("ops-tenants", "pscoe");

        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/incidents/{incident}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.PostAsJsonAsync($"/api/v1/incidents/{incident}/skip", new { }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/instances/{instance}/why", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/instances/{instance}/events", Cancel)).StatusCode);
        var refused = await (await acme.PostAsJsonAsync("/api/v1/instances/cancel", new { ids = new[] { instance } }, Cancel)).JsonAsync();
        Assert.Empty(refused["done"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await pscoe.PostAsJsonAsync("/api/v1/events/x", new { }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await pscoe.PostAsJsonAsync("/api/v1/node/suspend", new { }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await pscoe.PostAsJsonAsync($"/api/v1/incidents/{incident}/skip", new { }, Cancel)).StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, object body) => await Admin.PostAsJsonAsync(path, body, new System.Text.Json.JsonSerializerOptions(), Cancel);

    private async Task<JsonObject> GetAsync(string path) => (JsonObject)JsonNode.Parse(await Admin.GetStringAsync(path, Cancel))!;

    private async Task<string> StartAsync(string definition, string? tenant = null) =>
        (await (await PostAsync($"/api/v1/definitions/{definition}/execute", new { tenant })).JsonAsync())["instanceId"]!.GetValue<string>();

    private async Task<(string Instance, string Incident)> FailAsync(string definition, string? tenant = null)
    {
        var id = await StartAsync(definition, tenant);
        return (id, (await GetAsync($"/api/v1/incidents?open=true&instanceId={id}"))["items"]!.AsArray().Single()!["id"]!.GetValue<string>());
    }

    private async Task FinishedAsync(string id)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await GetAsync($"/api/v1/instances/{id}"))["subStatus"]!.GetValue<string>() != "Finished")
            await tick.WaitForNextTickAsync(timeout.Token);
    }

    private Task PublishWaitingAsync(string id) => _server.PublishAsync(
        id, $$$$$"""{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"{{{{{id}}}}}"}}}""");

    private async Task PublishFragileAsync(string id)
    {
        var answer = await Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json($$$$$"""
            {"definitionId":"{{{{{id}}}}}","name":"{{{{{id}}}}}","variables":[{"id":"r","name":"Ready","typeName":"Boolean","value":"false"}],
             "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
               {"id":"check","type":"Elsa.RunJavaScript","version":1,"script":{"typeName":"String","expression":{"type":"Literal","value":"if (!variables.Ready) throw new Error('not ready')"}}},
               {"id":"after","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"went on"}}}],
              "connections":[{"source":{"activity":"check","port":"Done"},"target":{"activity":"after","port":"In"}}]}}
            """), Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
