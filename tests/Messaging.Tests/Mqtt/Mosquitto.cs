using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Messaging.Mqtt;

/// <summary>Plays vCD on a real MQTT broker, and tells the orchestrator how to reach it. Topics are unique per test.</summary>
internal sealed class Mosquitto : IVcdBusAccess, IAsyncDisposable
{
    private readonly IMqttClient _client;
    private readonly Channel<JsonNode> _replies = Channel.CreateUnbounded<JsonNode>();
    private readonly string _prefix = $"test/{Guid.CreateVersion7():N}";

    private Mosquitto(IMqttClient client) => _client = client;

    public string Secret { get; set; } = Address.UserInfo.Split(':')[1];

    public string Monitor => $"{_prefix}/ext";

    public string Respond => $"{_prefix}/vcd";

    public string Events => $"{_prefix}/publish/org/user";

    private static Uri Address => new(TestEnvironment.Require("ORCHESTRATOR_TEST_MQTT", "mosquitto"));

    private static Uri Broker => new($"mqtt://{Address.Host}:{Address.Port}/");

    private static string User => Address.UserInfo.Split(':')[0];

    public static async Task<Mosquitto> ConnectAsync()
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var mosquitto = new Mosquitto(client);
        client.ApplicationMessageReceivedAsync += e => mosquitto._replies.Writer.WriteAsync(JsonNode.Parse(e.ApplicationMessage.Payload.ToArray())!).AsTask();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer(Address.Host, Address.Port).WithCredentials(User, mosquitto.Secret).Build());
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(mosquitto.Respond, MqttQualityOfServiceLevel.ExactlyOnce).Build());
        return mosquitto;
    }

    public ValueTask<VcdApiAccess?> OpenApiAsync(CancellationToken cancellationToken) => ValueTask.FromResult<VcdApiAccess?>(new VcdApiAccess(Broker, User, Secret, Monitor, Respond));

    public ValueTask<VcdEventAccess?> OpenEventsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<VcdEventAccess?>(new VcdEventAccess(Broker, User, Secret, $"{_prefix}/publish/#"));

    public void Refused()
    {
    }

    public Task PublishAsync(string topic, string payload) => _client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.ExactlyOnce).Build());

    public Task AskAsync(string id, string path, string org)
    {
        var inner = new JsonObject
        {
            ["message"] = new JsonObject { ["id"] = id, ["method"] = "GET", ["requestUri"] = path, ["queryString"] = null, ["headers"] = new JsonObject(), ["body"] = "" },
            ["securityContext"] = new JsonObject { ["user"] = "urn:vcloud:user:ann", ["org"] = $"urn:vcloud:org:{org}", ["rights"] = new JsonArray() },
        };
        return PublishAsync(Monitor, new JsonObject
        {
            ["type"] = "API_REQUEST",
            ["headers"] = new JsonObject { ["requestId"] = id },
            ["httpRequest"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(inner.ToJsonString())),
        }.ToJsonString());
    }

    /// <summary>Invokes a behaviour of the entity type <c>example:scalegroup</c>.</summary>
    public Task InvokeAsync(string taskId, string org, string behavior = "scaleOut", int count = 2) => PublishAsync(Monitor, new JsonObject
    {
        ["type"] = "BEHAVIOR_INVOCATION",
        ["headers"] = new JsonObject
        {
            ["taskId"] = taskId,
            ["entityId"] = "urn:vcloud:entity:example:scalegroup:9a0b",
            ["behaviorId"] = $"urn:vcloud:behavior-interface:{behavior}:example:scaling:1.0.0",
            ["context"] = new JsonObject { ["userId"] = "urn:vcloud:user:ann", ["orgId"] = $"urn:vcloud:org:{org}", ["rights"] = null },
        },
        ["payload"] = new JsonObject
        {
            ["_execution_properties"] = new JsonObject(),
            ["entityId"] = "urn:vcloud:entity:example:scalegroup:9a0b",
            ["typeId"] = "urn:vcloud:type:example:scalegroup:1.0.0",
            ["arguments"] = new JsonObject { ["count"] = count },
            ["additionalArguments"] = null,
            ["_metadata"] = new JsonObject { ["executionId"] = behavior, ["taskId"] = taskId, ["executionType"] = "MQTT" },
            ["entity"] = new JsonObject { ["name"] = "shop" },
        }.ToJsonString(),
    }.ToJsonString());

    /// <summary>The next reply: the request's id and the status.</summary>
    public async Task<(string Id, int Status)> TakeAsync()
    {
        var reply = await NextAsync();
        return ((string)reply["headers"]!["requestId"]!, (int)reply["httpResponse"]!["statusCode"]!);
    }

    /// <summary>The next task update: the task's id, its status, and the whole update.</summary>
    public async Task<(string Task, string Status, JsonNode Update)> TakeUpdateAsync()
    {
        var reply = await NextAsync();
        Assert.Equal("BEHAVIOR_RESPONSE", (string?)reply["type"]);
        Assert.Equal("application/vnd.vmware.vcloud.task+json", (string?)reply["headers"]!["contentType"]);
        var update = JsonNode.Parse((string)reply["payload"]!)!;
        return ((string)reply["headers"]!["taskId"]!, (string)update["status"]!, update);
    }

    private async Task<JsonNode> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _replies.Reader.ReadAsync(timeout.Token);
    }

    public int Waiting => _replies.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync(new MqttClientDisconnectOptions());
        _client.Dispose();
    }
}
