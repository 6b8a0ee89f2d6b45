using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class VcdApiTests
{
    private const string OrgId = "11111111-2222-4333-8444-555555555555";
    private const string Org = "urn:vcloud:org:" + OrgId;
    private const string SystemOrg = "urn:vcloud:org:a93c9db9-7471-3192-8d09-a8f7eeda85f9";

    private const string AnswerOrders = """
        {"definitionId":"orders","name":"Orders","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.ApiRequestReceived","version":1,"customProperties":{"canStartWorkflow":true},
           "route":{"typeName":"String","expression":{"type":"Literal","value":"orders.create"}}},
          {"id":"r","type":"Orchestrator.ReplyToApi","version":1,
           "statusCode":{"typeName":"Int32","expression":{"type":"Literal","value":202}},
           "body":{"typeName":"Object","expression":{"type":"Object","value":"{\"accepted\":true}"}}}],
          "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"r","port":"In"}}]}}
        """;

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, params string[] definitions)
    {
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddAmqp(options =>
                {
                    options.Uri = Broker.Address;
                    broker.Name(options);
                    options.RetryDelay = TimeSpan.FromMilliseconds(20);
                    options.HandlingAttempts = 2;
                    options.ReplyAttempts = 2;
                    options.TriggerScanInterval = TimeSpan.FromMilliseconds(100);
                });
                services.AddSingleton(new ApiRoute("GET", "/api/org/{org}/echo", Echo));
                services.AddSingleton(new ApiRoute("GET", "/api/org/{org}/broken", (_, _, _) => throw new InvalidOperationException("The shelf fell down.")));
                services.AddSingleton(new ApiRoute("POST", "/api/org/{org}/orders", (_, _, _) => ValueTask.FromResult<ApiOutcome>(
                    new Stimulus { Name = "Orchestrator.ApiRequestReceived", Payload = new { route = "orders.create" } })));
            },
            [AnswerOrders, .. definitions]);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", OrgId, "Blue"), CancellationToken.None);
        await Wait.UntilAsync(() => host.Get<IAmqpHealth>().State == AmqpState.Connected, "a connection to the broker");
        return host;
    }

    private static ValueTask<ApiOutcome> Echo(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) => ValueTask.FromResult<ApiOutcome>(ApiReply.Json(
        200,
        new { body = request.BodyText, request.Query, request.Caller.User, request.Caller.IsProvider, tenant = request.Tenant.Name, headers = request.Headers.Keys, accept = request.Headers.GetValueOrDefault("accept") },
        new Dictionary<string, string> { ["Location"] = "/here" }));

    private static string Message(string id = "r-1", string method = "GET", string path = $"/api/org/{OrgId}/echo", string org = Org, string body = "") => new JsonArray(
        new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["requestUri"] = path,
            ["queryString"] = "name=Ann%20B&x=1",
            ["headers"] = new JsonObject { ["Accept"] = "application/*+json", ["x-vcloud-authorization"] = "t0ken" },
            ["body"] = body,
            ["statusCode"] = 0,
            ["request"] = true,
        },
        new JsonObject { ["user"] = "urn:vcloud:user:u1", ["org"] = org, ["rights"] = new JsonArray() }).ToJsonString();

    private static (JsonObject Reply, JsonNode? Body) Read(BasicGetResult message)
    {
        var reply = JsonNode.Parse(message.Body.Span)!.AsObject();
        var body = Convert.FromBase64String(reply["body"]!.GetValue<string>());
        Assert.Equal(body.Length, reply["headers"]!["Content-Length"]!.GetValue<int>());
        return (reply, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    private static string Reason(BasicGetResult message) => Encoding.UTF8.GetString(Assert.IsType<byte[]>(message.BasicProperties.Headers!["x-reason"]));

    [Fact]
    public async Task A_read_is_answered_where_the_message_says()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);

        await broker.PublishAsync(Message(body: Convert.ToBase64String("hi"u8)), "corr-9");
        var message = await broker.TakeAsync(broker.ReplyQueue);
        var (reply, body) = Read(message);

        Assert.Equal(broker.ReplyExchange, message.Exchange);
        Assert.Equal("cell-7", message.RoutingKey);
        Assert.Equal("corr-9", message.BasicProperties.CorrelationId);
        Assert.Equal(["id", "headers", "statusCode", "body", "request"], reply.Select(property => property.Key));
        Assert.Equal("r-1", reply["id"]!.GetValue<string>());
        Assert.Equal(200, reply["statusCode"]!.GetValue<int>());
        Assert.False(reply["request"]!.GetValue<bool>());
        Assert.Equal("application/json", reply["headers"]!["Content-Type"]!.GetValue<string>());
        Assert.Equal("/here", reply["headers"]!["Location"]!.GetValue<string>());
        Assert.Equal("hi", body!["body"]!.GetValue<string>());
        Assert.Equal("Ann B", body["query"]!["name"]!.GetValue<string>());
        Assert.Equal("blue", body["tenant"]!.GetValue<string>());
        Assert.Equal("urn:vcloud:user:u1", body["user"]!.GetValue<string>());
        Assert.Equal("application/*+json", body["accept"]!.GetValue<string>());
        Assert.DoesNotContain("t0ken", body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", body["headers"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_write_runs_once_however_often_it_is_delivered()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        var order = Message("o-1", "POST", $"/api/org/{OrgId}/orders", body: Convert.ToBase64String("{}"u8));

        await broker.PublishAsync(order, "corr-1");
        await broker.PublishAsync(order, "corr-1");
        await broker.PublishAsync(Message("last"), "corr-2");
        var first = await broker.TakeAsync(broker.ReplyQueue);
        var second = await broker.TakeAsync(broker.ReplyQueue);

        var replies = new[] { Read(first), Read(second) }.ToDictionary(reply => reply.Reply["id"]!.GetValue<string>());
        Assert.Equal(202, replies["o-1"].Reply["statusCode"]!.GetValue<int>());
        Assert.True(replies["o-1"].Body!["accepted"]!.GetValue<bool>());
        Assert.Single(await host.InstancesAsync("orders"));
        Assert.Equal(0u, await broker.CountAsync(broker.ReplyQueue));
    }

    [Fact]
    public async Task The_security_context_decides_who_calls()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);

        await broker.PublishAsync(Message("stranger", org: "urn:vcloud:org:99999999-0000-4000-8000-000000000000"));
        var (stranger, _) = Read(await broker.TakeAsync(broker.ReplyQueue));
        await broker.PublishAsync(Message("provider", org: SystemOrg));
        var (provider, seen) = Read(await broker.TakeAsync(broker.ReplyQueue));
        await broker.PublishAsync(Message("foreign", path: "/api/org/red/echo"));
        var (foreign, _) = Read(await broker.TakeAsync(broker.ReplyQueue));

        Assert.Equal(403, stranger["statusCode"]!.GetValue<int>());
        Assert.Equal("application/problem+json", stranger["headers"]!["Content-Type"]!.GetValue<string>());
        Assert.Equal(200, provider["statusCode"]!.GetValue<int>());
        Assert.True(seen!["isProvider"]!.GetValue<bool>());
        Assert.Equal(404, foreign["statusCode"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("this is no JSON", "no JSON")]
    [InlineData("{\"id\":\"r-1\"}", "a JSON object")]
    [InlineData("[{},1]", "not of two objects")]
    [InlineData("[{},{}]", "request.id is missing; request.method is missing; request.requestUri is missing; securityContext.org is missing")]
    [InlineData("bad-base64", "request.body is no base64")]
    [InlineData("no-reply-to", "the property reply-to is missing")]
    [InlineData("no-reply-exchange", "the header replyToExchange is missing")]
    public async Task A_malformed_message_is_kept_with_the_reason(string body, string reason)
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        var sent = body switch { "bad-base64" => Message(body: "%%%"), "no-reply-to" or "no-reply-exchange" => Message(), _ => body };

        await broker.PublishAsync(sent, "corr-3", body == "no-reply-to" ? null : "cell-7", body == "no-reply-exchange" ? null : "");
        await broker.PublishAsync(Message("good"));
        var dead = await broker.TakeAsync(broker.DeadQueue);
        var (good, _) = Read(await broker.TakeAsync(broker.ReplyQueue));

        Assert.Contains(reason, Reason(dead), StringComparison.Ordinal);
        Assert.Equal(sent, Encoding.UTF8.GetString(dead.Body.Span));
        Assert.Equal("corr-3", dead.BasicProperties.CorrelationId);
        Assert.Equal("ProcessHttpRequest", Encoding.UTF8.GetString((byte[])dead.BasicProperties.Headers!["messageType"]!));
        Assert.Equal("good", good["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_reply_without_a_place_to_go_is_kept_and_others_go_on()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);

        await broker.PublishAsync(Message("r-2"), replyExchange: "no-such-exchange");
        var first = Reason(await broker.TakeAsync(broker.DeadQueue));
        await broker.PublishAsync(Message("r-3"), replyTo: "no-such-cell");
        var second = Reason(await broker.TakeAsync(broker.DeadQueue));
        await broker.PublishAsync(Message("o-2", "POST", $"/api/org/{OrgId}/orders"), replyExchange: "no-such-exchange");
        var third = await broker.TakeAsync(broker.DeadQueue);
        await broker.PublishAsync(Message("r-4"));
        var (reply, _) = Read(await broker.TakeAsync(broker.ReplyQueue));

        Assert.Contains("Exchange 'no-such-exchange' does not exist", first, StringComparison.Ordinal);
        Assert.Contains("no queue for routing key 'no-such-cell'", second, StringComparison.Ordinal);
        Assert.Equal("o-2", Read(third).Reply["id"]!.GetValue<string>());
        Assert.Equal("r-4", reply["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_that_fails_every_time_is_kept_and_its_caller_told()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);

        await broker.PublishAsync(Message("r-5", path: $"/api/org/{OrgId}/broken"));
        var dead = await broker.TakeAsync(broker.DeadQueue);
        var (reply, _) = Read(await broker.TakeAsync(broker.ReplyQueue));

        Assert.Contains("The shelf fell down.", Reason(dead), StringComparison.Ordinal);
        Assert.Equal(503, reply["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_message_of_a_queue_starts_a_workflow_that_publishes()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var definition = $$$$"""
            {"definitionId":"forward","name":"Forward","variables":[{"id":"v1","name":"Message","typeName":"Object"}],
             "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"t","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true},
               "queue":{"typeName":"String","expression":{"type":"Literal","value":"{{{{broker.Prefix}}}}.orders"}},"result":{"typeName":"Object","memoryReference":{"id":"v1"}}},
              {"id":"p","type":"Orchestrator.PublishAmqpMessage","version":1,
               "exchange":{"typeName":"String","expression":{"type":"Literal","value":"{{{{broker.ReplyExchange}}}}"}},
               "routingKey":{"typeName":"String","expression":{"type":"Literal","value":"cell-7"}},
               "body":{"typeName":"Object","expression":{"type":"JavaScript","value":"({ count: variables.Message.body.count + 1 })"}}}],
              "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"p","port":"In"}}]}}
            """;
        await using var host = await StartAsync(database, broker, definition);

        await broker.SendAsync($"{broker.Prefix}.orders", "{\"count\":1}");
        var message = await broker.TakeAsync(broker.ReplyQueue);

        Assert.Equal("{\"count\":2}", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal("application/json", message.BasicProperties.ContentType);
        Assert.Single(await host.InstancesAsync("forward"));
    }

    [Fact]
    public async Task Without_a_broker_the_host_runs_and_says_so()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await MessagingHost.StartAsync(database.Configure, services => services.AddAmqp(options => options.Uri = new Uri("amqp://ann:s3cret@127.0.0.1:1/")));
        var part = host.Services.GetServices<IReadinessPart>().Single(candidate => candidate.Name == "amqp");

        await Wait.UntilAsync(() => host.Get<IAmqpHealth>().LastError?.Contains("refused", StringComparison.OrdinalIgnoreCase) == true, "the reason of the failed connection");
        var status = await part.CheckAsync(CancellationToken.None);

        Assert.False(status.IsReady);
        Assert.Contains("amqp://127.0.0.1:1", status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", status.Detail, StringComparison.Ordinal);
    }
}
