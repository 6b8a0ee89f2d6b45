using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Vcd;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Tests.Messaging.Amqp;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Vcd;

public sealed class VcdApiRequestTests
{
    private const string Blue = "11111111-2222-4333-8444-555555555555";
    private const string Red = "66666666-7777-4888-8999-aaaaaaaaaaaa";
    private const string Right = "urn:vcloud:right:0b8c8cd2-5af9-32ad-a0bd-dc356503a552";

    private static string Shop(string id = "shop", string says = "provider") => Flow.Of(
        id,
        Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/shop/{item}"), ("methods", new[] { "get", "POST" })),
        Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("statusCode", "201"), ("headers", new { Location = "/here" }),
            ("body", $"js:({{ from: '{says}', item: variables.Seen.route.item, name: variables.Seen.json?.name, org: variables.Seen.tenant.name, user: variables.Seen.caller.user, rights: variables.Seen.caller.rights }})")));

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, params string[] definitions)
    {
        var host = await AmqpHost.StartAsync(
            database, broker, services => services.AddOptions<VcdBusOptions>().Configure(options => options.ReplyDeadline = TimeSpan.FromMilliseconds(300)), definitions);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("red", Red, "Red"), CancellationToken.None);
        return host;
    }

    private static string Message(string id, string method, string path, string org = Blue, string body = "", string right = Right) => new JsonArray(
        new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["requestUri"] = path,
            ["queryString"] = null,
            ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
            ["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            ["statusCode"] = 0,
            ["request"] = true,
        },
        new JsonObject { ["user"] = "urn:vcloud:user:ann", ["org"] = $"urn:vcloud:org:{org}", ["rights"] = new JsonArray(right) }).ToJsonString();

    private static async Task<(int Status, JsonNode Headers, JsonNode? Body)> AskAsync(Broker broker, string message)
    {
        await broker.PublishAsync(message);
        return Read(await broker.TakeAsync(broker.ReplyQueue));
    }

    private static (int Status, JsonNode Headers, JsonNode? Body) Read(BasicGetResult message)
    {
        var reply = JsonNode.Parse(message.Body.Span)!;
        var body = Convert.FromBase64String((string)reply["body"]!);
        return ((int)reply["statusCode"]!, reply["headers"]!, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    [Fact]
    public async Task A_workflow_answers_requests_to_its_pattern()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, Shop());

        var (status, headers, body) = await AskAsync(broker, Message("q-1", "POST", $"/api/org/{Blue}/shop/hat", body: """{"name":"Ann"}"""));
        var wrongMethod = await AskAsync(broker, Message("q-2", "DELETE", $"/api/org/{Blue}/shop/hat"));
        var unknown = await AskAsync(broker, Message("q-3", "GET", $"/api/org/{Blue}/shop"));

        Assert.Equal(201, status);
        Assert.Equal("/here", (string)headers["Location"]!);
        Assert.Equal(
            ["provider", "hat", "Ann", "blue", "urn:vcloud:user:ann", Right],
            new[] { body!["from"], body["item"], body["name"], body["org"], body["user"], body["rights"]![0] }.Select(node => (string)node!));
        Assert.Equal((405, "GET, POST"), (wrongMethod.Status, (string)wrongMethod.Headers["Allow"]!));
        Assert.Equal(404, unknown.Status);
    }

    [Fact]
    public async Task The_path_of_another_organisation_is_as_unknown_as_one_that_does_not_exist()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, Shop());

        var foreign = await AskAsync(broker, Message("q-1", "GET", $"/api/org/{Red}/shop/hat"));
        var nobody = await AskAsync(broker, Message("q-2", "GET", "/api/org/99999999-0000-4000-8000-000000000000/shop/hat"));
        var stranger = await AskAsync(broker, Message("q-3", "GET", $"/api/org/{Blue}/shop/hat", org: "99999999-0000-4000-8000-000000000000"));

        Assert.Equal((404, 404, 403), (foreign.Status, nobody.Status, stranger.Status));
        Assert.Equal(((string)foreign.Body!["title"]!, foreign.Body["detail"]!.ToString().Replace(Red, "X", StringComparison.Ordinal)),
            ((string)nobody.Body!["title"]!, nobody.Body["detail"]!.ToString().Replace("99999999-0000-4000-8000-000000000000", "X", StringComparison.Ordinal)));
        Assert.DoesNotContain("red", foreign.Body.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await host.InstancesAsync("shop"));
    }

    [Fact]
    public async Task A_tenants_own_workflow_serves_that_tenant_alone_and_goes_first()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker, Shop());
        var own = (JsonObject)JsonNode.Parse(Shop("own", "tenant"))!;
        await host.Get<IDefinitionService>().SaveAsync(own, new SaveDefinition { Publish = true, Tenant = "blue" }, CancellationToken.None);

        var blue = await AskAsync(broker, Message("q-1", "GET", $"/api/org/{Blue}/shop/hat"));
        var red = await AskAsync(broker, Message("q-2", "GET", $"/api/org/{Red}/shop/hat", Red));
        await host.Get<IDefinitionService>().RetractAsync("own", CancellationToken.None);
        var after = await AskAsync(broker, Message("q-3", "GET", $"/api/org/{Blue}/shop/hat"));

        Assert.Equal(["tenant", "provider", "provider"], new[] { blue, red, after }.Select(answer => (string)answer.Body!["from"]!));
    }

    [Fact]
    public async Task A_right_that_is_missing_is_named()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var definition = Flow.Of(
            "guarded", Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/guarded"), ("rights", new[] { Right })), Flow.Activity("reply", "Orchestrator.ReplyToVcdApi"));
        await using var host = await StartAsync(database, broker, definition);

        var refused = await AskAsync(broker, Message("q-1", "GET", $"/api/org/{Blue}/guarded", right: "urn:vcloud:right:00000000-0000-4000-8000-000000000000"));
        var allowed = await AskAsync(broker, Message("q-2", "GET", $"/api/org/{Blue}/guarded"));

        Assert.Equal((403, 200), (refused.Status, allowed.Status));
        Assert.Contains(Right, refused.Body!["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Single(await host.InstancesAsync("guarded"));
    }

    [Fact]
    public async Task A_run_that_outlasts_the_cell_is_answered_202_and_keeps_its_reply()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var definition = Flow.Of(
            "slow",
            Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/slow")),
            Flow.Activity("wait", "Elsa.Event", ("eventName", "go")),
            Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("body", new { done = true })));
        await using var host = await StartAsync(database, broker, definition);

        var accepted = await AskAsync(broker, Message("q-1", "POST", $"/api/org/{Blue}/slow"));
        var location = (string)accepted.Headers["Location"]!;
        var running = await AskAsync(broker, Message("q-2", "GET", location));
        var foreign = await AskAsync(broker, Message("q-3", "GET", location.Replace(Blue, Red, StringComparison.Ordinal), Red));
        await host.Get<IWorkflowRuntime>().DispatchAsync(
            new Stimulus { Name = Orchestrator.Core.Activities.Event.Stimulus, Payload = Orchestrator.Core.Activities.Event.PayloadOf("go") }, CancellationToken.None);
        var n = 3;
        var finished = await Wait.ForAsync(
            async () => await AskAsync(broker, Message($"q-{++n}", "GET", location)) is { } answer && (string)answer.Body!["status"]! == "finished" ? answer.Body : null, "the end of the run");

        Assert.Equal(202, accepted.Status);
        Assert.StartsWith($"/api/org/{Blue}/runs/", location, StringComparison.Ordinal);
        Assert.Equal(((string)accepted.Body!["instanceId"]!, "running"), ((string)running.Body!["instanceId"]!, (string)running.Body["status"]!));
        Assert.Equal(404, foreign.Status);
        Assert.Equal("""{"done":true}""", (string)finished["reply"]!["body"]!);
        Assert.Equal(0u, await broker.CountAsync(broker.ReplyQueue));
    }
}
