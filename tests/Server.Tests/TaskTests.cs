using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class TaskTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private static string Ask(string users = "[]") => $$$"""
        {"id":"ask","type":"Orchestrator.UserInteraction","version":1,"title":{"typeName":"String","expression":{"type":"Literal","value":"Size?"}},
         "users":{"typeName":"Object","expression":{"type":"Object","value":{{{JsonValue.Create(users).ToJsonString()}}} } },
         "form":{"typeName":"Object","expression":{"type":"Object","value":"[{\"name\":\"size\",\"type\":\"integer\",\"required\":true}]"} } }
        """;

    /// <summary>Starts a workflow that asks; gives the path of its task.</summary>
    private async Task<string> AskAsync(string definition, string users = "[]")
    {
        await _server.PublishAsync(definition, Ask(users));
        var started = await (await _server.Admin.PostAsJsonAsync($"/api/v1/definitions/{definition}/execute", new { tenant = "acme" })).JsonAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await tick.WaitForNextTickAsync(timeout.Token))
        {
            var list = await (await _server.Admin.GetAsync($"/api/v1/tasks?state=open&instanceId={started["instanceId"]}")).JsonAsync();
            if (list["items"]!.AsArray() is [{ } task])
                return $"/api/v1/tasks/{task["id"]}";
        }

        throw new TimeoutException("No task came.");
    }

    [Fact]
    public async Task A_persons_answer_lets_the_instance_go_on()
    {
        var path = await AskAsync("task-answer");
        using var acme = await _server.TenantClientAsync("acme");
        var got = await acme.GetAsync(path);
        var task = await got.JsonAsync();

        var answer = await acme.PostAsJsonAsync($"{path}/answer", new { values = new { size = 3 } });
        var again = await acme.PostAsJsonAsync($"{path}/answer", new { values = new { size = 3 } });
        var other = await acme.PostAsJsonAsync($"{path}/answer", new { values = new { size = 4 } });

        Assert.Equal(("Open", true), (task["state"]!.GetValue<string>(), task["mayAnswer"]!.GetValue<bool>()));
        Assert.Equal("\"1\"", got.Headers.ETag!.Tag);
        Assert.Equal("Answered", (await answer.JsonAsync())["state"]!.GetValue<string>());
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await other.ProblemAsync(HttpStatusCode.Conflict);
        var instance = await (await acme.GetAsync($"/api/v1/instances/{task["instanceId"]}")).JsonAsync();
        Assert.Equal("Finished", instance["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_fault_of_an_answer_is_told_by_its_field()
    {
        var path = await AskAsync("task-faults");

        var problem = await (await _server.Admin.PostAsJsonAsync($"{path}/answer", new { decision = "Yes", values = new { size = "big", x = 1 } })).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["decision", "size", "x"], problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_is_no_assignee_may_look_but_not_answer_and_other_tenants_see_nothing()
    {
        var path = await AskAsync("task-rights", """["ann"]""");
        using var acme = await _server.TenantClientAsync("acme");
        using var pscoe = await _server.TenantClientAsync("pscoe");

        var seen = await (await acme.GetAsync(path)).JsonAsync();
        var mine = await (await acme.GetAsync("/api/v1/tasks?mine=true&pageSize=500")).JsonAsync();
        var refused = await (await acme.PostAsJsonAsync($"{path}/answer", new { values = new { size = 3 } })).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.False(seen["mayAnswer"]!.GetValue<bool>());
        Assert.DoesNotContain(mine["items"]!.AsArray(), t => t!["id"]!.GetValue<string>() == seen["id"]!.GetValue<string>());
        Assert.Contains("ann", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await (await pscoe.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
        await (await pscoe.PostAsJsonAsync($"{path}/answer", new { values = new { size = 3 } })).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty((await (await pscoe.GetAsync("/api/v1/tasks?tenant=acme")).JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_to_an_older_state_is_refused_and_the_same_key_is_taken_once()
    {
        var path = await AskAsync("task-keys");
        async Task<HttpResponseMessage> Post(int size, string? key, string? match)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/answer") { Content = JsonContent.Create(new { values = new { size } }) };
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            if (match is not null)
                request.Headers.Add("If-Match", match);
            return await _server.Admin.SendAsync(request);
        }

        await (await Post(1, null, "\"2\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        var first = await Post(1, "k1", "\"1\"");
        var second = await Post(1, "k1", null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("/api/v1/tasks?state=sleeping")]
    [InlineData("/api/v1/tasks?pageSize=0")]
    public async Task A_wrong_question_gets_a_problem(string path) => await (await _server.Admin.GetAsync(path)).ProblemAsync(HttpStatusCode.BadRequest);
}
