using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Vcd.WebHooks;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>Signed calls of vCD, and calls that only look like it.</summary>
public sealed class WebHookTests
{
    private const string Secret = "verySecretKey";
    private const string Body = """{"arguments":{"name":"Ann"},"entity":{"org":{"id":"11111111-1111-4111-8111-111111111111"}}}""";

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(services: services => services.Configure<VcdWebHookOptions>(options =>
        {
            options.Hooks.Add(new VcdWebHook { Name = "greet", Secret = Secret });
            options.Hooks.Add(new VcdWebHook { Name = "silent", Secret = Secret, Organisation = "acme" });
            options.ReplyTimeout = TimeSpan.FromMilliseconds(500);
        }));
        await server.PublishAsync(
            "greets",
            """{"id":"in","type":"Orchestrator.VcdApiRequest","version":1,"customProperties":{"canStartWorkflow":true},"urlPattern":{"typeName":"String","expression":{"type":"Literal","value":"/hooks/vcd/greet"}},"result":{"typeName":"Object","memoryReference":{"id":"Body"}}}""",
            """{"id":"out","type":"Orchestrator.ReplyToVcdApi","version":1,"body":{"typeName":"Object","expression":{"type":"JavaScript","value":"`hello ${variables.Body.json.arguments.name} of ${variables.Body.tenant.name}`"}}}""");
        await server.PublishAsync(
            "keeps-silent",
            """{"id":"in","type":"Orchestrator.VcdApiRequest","version":1,"customProperties":{"canStartWorkflow":true},"urlPattern":{"typeName":"String","expression":{"type":"Literal","value":"/hooks/vcd/silent"}}}""",
            """{"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}}""");
        return server;
    }

    private static HttpRequestMessage Call(TestServer server, string hook = "greet", string body = Body, string secret = Secret, DateTimeOffset? at = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/vcd/{hook}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Date = at ?? TimeProvider.System.GetUtcNow();
        var digest = $"SHA-512={Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(body)))}";
        var text = $"host: {new Uri(server.Server.Url).Host}\ndate: {request.Headers.Date:r}\n(request-target): post /hooks/vcd/{hook}\ndigest: {digest}";
        var signature = Convert.ToBase64String(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("x-vcloud-digest", digest);
        request.Headers.TryAddWithoutValidation("x-vcloud-signature", $"algorithm=\"hmac-sha512\",headers=\"host date (request-target) digest\",signature=\"{signature}\"");
        return request;
    }

    private static async Task GoodAsync(TestServer server, HttpClient client)
    {
        using var answer = await client.SendAsync(Call(server, body: Body.Replace("Ann", $"Eve {Guid.CreateVersion7()}", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.StartsWith("hello Eve ", text, StringComparison.Ordinal);
        Assert.EndsWith(" of pscoe", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wrong_call_gets_its_reason_and_the_next_good_one_is_served()
    {
        await using var server = await StartAsync();
        using var client = server.Client();
        var captured = Call(server);
        var (bytes, headers) = (await captured.Content!.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), captured.Headers.ToList());
        await client.SendAsync(captured, TestContext.Current.CancellationToken);
        var replayed = new HttpRequestMessage(HttpMethod.Post, "/hooks/vcd/greet") { Content = new ByteArrayContent(bytes) };
        headers.ForEach(header => replayed.Headers.TryAddWithoutValidation(header.Key, header.Value));
        var forged = Call(server);
        forged.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body.Replace("Ann", "Bob", StringComparison.Ordinal)));
        var unsigned = new HttpRequestMessage(HttpMethod.Post, "/hooks/vcd/greet") { Content = new StringContent(Body) };
        var past = TimeProvider.System.GetUtcNow().AddHours(-1);

        foreach (var (kind, call, status, reason) in (IEnumerable<(string, HttpRequestMessage, HttpStatusCode, string)>)
            [
                ("truncated", Call(server, body: Body[..30]), HttpStatusCode.BadRequest, "The body is no JSON"),
                ("no organisation", Call(server, body: """{"arguments":{}}"""), HttpStatusCode.BadRequest, "names no organisation (entity.org.id)"),
                ("unknown organisation", Call(server, body: Body.Replace("11111111-1111-4111-8111-111111111111", "99999999-0000-4000-8000-000000000000", StringComparison.Ordinal)), HttpStatusCode.Forbidden, "is no tenant"),
                ("wrong secret", Call(server, secret: "another"), HttpStatusCode.Unauthorized, "The signature does not match"),
                ("forged body", forged, HttpStatusCode.Unauthorized, "is not the digest of the body"),
                ("unsigned", unsigned, HttpStatusCode.Unauthorized, "The header x-vcloud-signature is missing"),
                ("old", Call(server, at: past), HttpStatusCode.Unauthorized, "from this server's clock"),
                ("replayed", replayed, HttpStatusCode.Conflict, "was handled already"),
                ("unknown hook", Call(server, "dance"), HttpStatusCode.NotFound, "There is no hook 'dance'"),
            ])
        {
            using var answer = await client.SendAsync(call, TestContext.Current.CancellationToken);
            var problem = await answer.ProblemAsync(status);
            Assert.True(problem["detail"]!.ToString().Contains(reason, StringComparison.Ordinal), $"{kind}: {problem}");
            Assert.DoesNotContain(Secret, problem.ToJsonString(), StringComparison.Ordinal);
            await GoodAsync(server, client);
        }
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_unread_and_the_next_call_is_served()
    {
        await using var server = await StartAsync();
        using var client = server.Client();
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/vcd/greet") { Content = new ByteArrayContent([]) };
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(new byte[33 * 1024 * 1024]);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await GoodAsync(server, client);
    }

    [Fact]
    public async Task A_workflow_that_does_not_answer_fails_the_task_in_vCDs_words_and_goes_on()
    {
        await using var server = await StartAsync();
        using var client = server.Client();

        using var answer = await client.SendAsync(Call(server, "silent", "{}"), TestContext.Current.CancellationToken);
        var task = await answer.JsonAsync();
        await GoodAsync(server, client);

        Assert.Equal("application/vnd.vmware.vcloud.task+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("error", "ORCHESTRATOR_TIMEOUT"), (task["status"]!.ToString(), task["error"]!["minorErrorCode"]!.ToString()));
    }
}
