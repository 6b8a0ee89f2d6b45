using System.Net;
using System.Text;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

/// <summary>A POST with an Idempotency-Key is done once.</summary>
public sealed class IdempotencyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repetition_gets_the_same_answer_also_after_a_restart_and_another_body_is_refused()
    {
        var folder = TestServer.NewFolder();
        try
        {
            string first;
            await using (var server = await TestServer.StartAsync(folder))
            {
                var answer = await PostAsync(server.Admin, "/api/v1/api-keys", """{"name":"ci","role":"administrator"}""", "k1");
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                first = await answer.Content.ReadAsStringAsync(Cancel);
            }

            await using var again = await TestServer.StartAsync(folder);
            var repeated = await PostAsync(again.Admin, "/api/v1/api-keys", """{"name":"ci","role":"administrator"}""", "k1");
            var other = await PostAsync(again.Admin, "/api/v1/api-keys", """{"name":"cd","role":"administrator"}""", "k1");
            var fresh = await PostAsync(again.Admin, "/api/v1/api-keys", """{"name":"ci","role":"administrator"}""", "k2");

            Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
            Assert.Equal("true", repeated.Headers.GetValues("Idempotent-Replayed").Single());
            Assert.Equal(first, await repeated.Content.ReadAsStringAsync(Cancel));
            await other.ProblemAsync(HttpStatusCode.UnprocessableEntity);
            Assert.NotEqual(first, await fresh.Content.ReadAsStringAsync(Cancel));
            var key = System.Text.Json.Nodes.JsonNode.Parse(first)!["key"]!.GetValue<string>();
            foreach (var file in Directory.EnumerateFiles(folder, "orchestrator.db*"))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var content = new MemoryStream();
                await stream.CopyToAsync(content, Cancel);
                Assert.DoesNotContain(key, Encoding.Latin1.GetString(content.ToArray()), StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Of_repetitions_at_the_same_time_one_is_done_and_the_others_get_its_answer_or_are_told_to_wait()
    {
        await using var server = await TestServer.StartAsync();
        await server.PublishAsync("once", """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hi"}}}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(server.Admin, "/api/v1/definitions/once/dispatch", "{}", "same")));
        var last = await PostAsync(server.Admin, "/api/v1/definitions/once/dispatch", "{}", "same");

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Equal(HttpStatusCode.Accepted, last.StatusCode);
        var list = await (await server.Admin.GetAsync("/api/v1/instances?definitionId=once", Cancel)).JsonAsync();
        Assert.Equal(1, list["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        await using var server = await TestServer.StartAsync();
        await server.PublishAsync("mine", """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hi"}}}""");
        using var tenant = await server.TenantClientAsync("acme");
        await PostAsync(server.Admin, "/api/v1/definitions/mine/execute", "{}", "k");

        var foreign = await PostAsync(tenant, "/api/v1/definitions/mine/execute", "{}", "k");

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.False(foreign.Headers.Contains("Idempotent-Replayed"));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = TestServer.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancel);
    }
}
