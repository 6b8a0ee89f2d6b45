using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Orchestrator.Lab.Vcd;

namespace Orchestrator.Lab.Bus;

/// <summary>vCD's own MQTT broker (10.2 and later): API requests on topics of the extensions, notifications on <c>publish/{org}/{user}</c>.</summary>
internal sealed class MqttBus : ILabBus
{
    private const string Cell = "vcd";
    private readonly MqttServer _server;
    private readonly LabWorld _world;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ExtensionReply>> _waiting = new(StringComparer.Ordinal);

    public MqttBus(MqttServer server, LabWorld world)
    {
        (_server, _world) = (server, world);
        server.ValidatingConnectionAsync += ValidateAsync;
        server.InterceptingSubscriptionAsync += CheckSubscriptionAsync;
        server.InterceptingPublishAsync += OnPublishAsync;
    }

    /// <summary>Asks an extension. Null: it is not connected.</summary>
    /// <exception cref="TimeoutException">It has not answered in time.</exception>
    public async Task<ExtensionReply?> AskAsync(ExtensionTarget target, ExtensionRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<ExtensionReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[request.Id] = answer;
        try
        {
            var security = HttpMessage.Security(request);
            security["apiAccessToken"] = request.Token;
            security["parameters"] = new JsonObject();
            var http = new JsonObject { ["message"] = HttpMessage.Request(request, withToken: false), ["securityContext"] = security, ["context"] = new JsonObject() };
            var message = new JsonObject
            {
                ["type"] = "API_REQUEST",
                ["headers"] = new JsonObject
                {
                    ["requestId"] = request.Id,
                    ["context"] = new JsonObject
                    {
                        ["apiAccessToken"] = request.Token,
                        ["user"] = request.User,
                        ["org"] = request.Org,
                        ["rights"] = null,
                        ["parameters"] = null,
                    },
                },
                ["httpRequest"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(http.ToJsonString())),
                ["linkApiBaseUrl"] = $"{request.BaseUrl}/api",
            };
            await SendAsync(target.Api!.Monitor, message, cancellationToken);
            return await answer.Task.WaitAsync(timeout, cancellationToken);
        }
        finally
        {
            _waiting.TryRemove(request.Id, out _);
        }
    }

    public Task PublishAsync(Notification notification, CancellationToken cancellationToken) => SendAsync(
        $"publish/{notification.Event.OrgId}/{notification.Event.UserId}",
        new JsonObject
        {
            ["type"] = "EVENT",
            ["headers"] = new JsonObject { ["type"] = notification.Event.Type },
            ["payload"] = notification.ToJson().ToJsonString(),
        },
        cancellationToken);

    /// <summary>Hands a message to an extension.</summary>
    public Task InvokeAsync(string topic, string message, CancellationToken cancellationToken) => SendAsync(topic, message, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in _waiting.Values)
            waiting.TrySetCanceled();
        await ValueTask.CompletedTask;
    }

    private Task SendAsync(string topic, JsonObject message, CancellationToken cancellationToken) => SendAsync(topic, message.ToJsonString(), cancellationToken);

    private Task SendAsync(string topic, string message, CancellationToken cancellationToken) => _server.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(message)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.ExactlyOnce).Build())
        {
            SenderClientId = Cell,
        },
        cancellationToken);

    /// <summary>An extension signs in as <c>vendor/name/version</c> with its token, a user as <c>user@org</c> with the token of a session.</summary>
    private Task ValidateAsync(ValidatingConnectionEventArgs e)
    {
        var scopes = _world.Run(false, state =>
        {
            var vcd = state.Vcd;
            if (vcd.ExtensionTokens.Find(t => t.Name == e.UserName && t.Token == e.Password) is { } token && vcd.Extensions.Find(x => x.Urn == token.ExtensionUrn) is { Enabled: true } api)
                return (Subscribe: (string?)api.Monitor, Publish: (string?)api.Respond);
            var user = vcd.Sessions.Find(s => s.Token == e.Password && s.ExpiresAt > _world.Now) is { } session ? vcd.Users.Find(u => u.Id == session.UserId) : null;
            var org = user is null ? null : vcd.Org(user.OrgId);
            if (org is null || !string.Equals(e.UserName, $"{user!.Name}@{org.Name}", StringComparison.OrdinalIgnoreCase))
                return (null, null);
            var isAdministrator = user.Role.Contains("Administrator", StringComparison.Ordinal);
            return (org.IsSystem ? "publish/" : isAdministrator ? $"publish/{org.Id}/" : $"publish/{org.Id}/{user.Id}", null);
        });
        if (scopes.Subscribe is null)
            e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        e.SessionItems["subscribe"] = scopes.Subscribe;
        e.SessionItems["publish"] = scopes.Publish;
        return Task.CompletedTask;
    }

    private static Task CheckSubscriptionAsync(InterceptingSubscriptionEventArgs e)
    {
        if (e.SessionItems["subscribe"] is string scope && e.TopicFilter.Topic.StartsWith(scope, StringComparison.Ordinal))
            return Task.CompletedTask;
        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    private Task OnPublishAsync(InterceptingPublishEventArgs e)
    {
        if (e.ClientId == Cell)
            return Task.CompletedTask;
        e.ProcessPublish = false;
        if (e.SessionItems["publish"] is string scope && e.ApplicationMessage.Topic == scope)
            OnReply(e.ApplicationMessage);
        else
            e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    private void OnReply(MqttApplicationMessage message)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Payload);
            if (json.RootElement.GetProperty("type").GetString() == "BEHAVIOR_RESPONSE")
                _world.Run(true, state => Behaviors.Apply(state.Vcd, json.RootElement, _world.Now));
            else if (json.RootElement.GetProperty("type").GetString() == "API_RESPONSE"
                && json.RootElement.GetProperty("headers").GetProperty("requestId").GetString() is { } id
                && _waiting.TryRemove(id, out var answer))
                answer.TrySetResult(ExtensionReply.Read(json.RootElement.GetProperty("httpResponse")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Not a reply: dropped, as a cell does.
        }
    }
}
