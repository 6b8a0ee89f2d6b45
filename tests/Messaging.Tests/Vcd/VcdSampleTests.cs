using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp.VcdApi;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Activities.Messaging.Vcd.Behaviors;
using Orchestrator.Activities.Messaging.Vcd.Events;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Tests.Messaging.Vcd;

/// <summary>What vCD sends is read, and what it wants is written, to the letter of the samples.</summary>
public sealed class VcdSampleTests
{
    private const string User = "urn:vcloud:user:5e70c4c0-9d10-4d44-8d79-d8c5aa0b5c11";
    private const string Org = "urn:vcloud:org:7b832bc5-3d73-45a2-ba35-82a5acd72fe4";

    [Fact]
    public void A_request_over_AMQP_is_read()
    {
        var properties = new BasicProperties
        {
            CorrelationId = "c-1",
            ReplyTo = "cell",
            Headers = new Dictionary<string, object?> { ["replyToExchange"] = "vcd.replies"u8.ToArray() },
        };

        var (request, fault) = VcdRequestReader.Read(properties, Sample.Bytes("vcd-amqp-request.json"));

        Assert.Null(fault);
        Assert.Equal(("52ac6adc-24e6-4597-9a1c-d7606f539439", "POST"), (request!.Id, request.Method));
        Assert.EndsWith("/hello", request.Path, StringComparison.Ordinal);
        Assert.Equal("Ann", request.Query["name"]);
        Assert.Equal("""{"name":"Ann"}""", Encoding.UTF8.GetString(request.Body));
        Assert.Equal((User, Org), (request.User, request.Organisation));
        Assert.NotEmpty(request.Rights);
        Assert.DoesNotContain("x-vcloud-authorization", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(("vcd.replies", "cell", "c-1"), (request.ReplyTo.Exchange, request.ReplyTo.RoutingKey, request.ReplyTo.CorrelationId));
    }

    [Fact]
    public void A_reply_over_AMQP_is_written()
    {
        var written = VcdReplyWriter.Body("52ac6adc-24e6-4597-9a1c-d7606f539439", ApiReply.Text(200, """{"message":"hello Ann"}""", "application/json"));

        AssertJson("vcd-amqp-reply.json", written);
    }

    [Fact]
    public void A_request_over_MQTT_is_read()
    {
        var (request, fault) = MqttRequestReader.Read(Sample.Bytes("vcd-mqtt-api-request.json"));

        Assert.Null(fault);
        Assert.Equal(("c1a20b5e-8a0f-4f39-9a53-6a5f0e6b7c11", "POST", "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4/autoscale"), (request!.Id, request.Method, request.Path));
        Assert.Equal("""{"name":"Ann"}""", Encoding.UTF8.GetString(request.Body));
        Assert.Equal((User, Org), (request.User, request.Organisation));
        Assert.Equal(["urn:vcloud:right:0b8c8cd2-5af9-32ad-a0bd-dc356503a552"], request.Rights);
        Assert.Equal(new ApiReplyTo("mqtt", request.Id), request.ReplyTo);
    }

    [Fact]
    public void The_inner_message_of_a_request_over_MQTT_says_the_same_by_itself()
    {
        var outer = new JsonObject
        {
            ["type"] = "API_REQUEST",
            ["headers"] = new JsonObject { ["requestId"] = "c1a20b5e-8a0f-4f39-9a53-6a5f0e6b7c11" },
            ["httpRequest"] = Convert.ToBase64String(Sample.Bytes("vcd-mqtt-inner.json")),
        };

        var (inner, fault) = MqttRequestReader.Read(Encoding.UTF8.GetBytes(outer.ToJsonString()));
        var (whole, _) = MqttRequestReader.Read(Sample.Bytes("vcd-mqtt-api-request.json"));

        Assert.Null(fault);
        Assert.Equivalent(whole, inner, strict: true);
        Assert.Equal("application/*+json;version=36.0", inner!.Headers["accept"]);
        Assert.Empty(inner.Query);
    }

    [Fact]
    public void A_reply_over_MQTT_is_written()
    {
        var reply = ApiReply.Text(202, """{"accepted":true}""", "application/json") with
        {
            Headers = new Dictionary<string, string> { ["Location"] = "/api/task/5f0c3c0e-1111-4222-8333-444455556666" },
        };

        AssertJson("vcd-mqtt-api-response.json", MqttReplyWriter.Write("c1a20b5e-8a0f-4f39-9a53-6a5f0e6b7c11", reply));
    }

    [Fact]
    public void An_invocation_of_a_behaviour_is_read_without_its_tokens()
    {
        var (invocation, fault, _) = BehaviorReader.Read(Sample.Bytes("vcd-mqtt-behavior-invocation.json"));

        Assert.Null(fault);
        Assert.Equal(("urn:vcloud:task:5f0c3c0e-1111-4222-8333-444455556666", "urn:vcloud:entity:example:scalegroup:1.0.0:9a0b"), (invocation!.TaskId, invocation.EntityId));
        Assert.Equal(("scaleOut", "urn:vcloud:type:example:scalegroup:1.0.0"), (invocation.Behavior, invocation.TypeId));
        Assert.Equal((User, Org), (invocation.User, invocation.Organisation));
        Assert.Equal(2, (int)invocation.Payload["arguments"]!["count"]!);
        Assert.Equal("load", (string?)invocation.Payload["_metadata"]!["invocation"]!["reason"]);
        Assert.DoesNotContain("eyJ-jwt-of-the-caller", invocation.Payload.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", invocation.Payload.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_update_of_a_behaviour_is_written()
    {
        var task = new BehaviorTask("urn:vcloud:task:5f0c3c0e-1111-4222-8333-444455556666", "urn:vcloud:entity:example:scalegroup:1.0.0:9a0b");

        var written = JsonNode.Parse(BehaviorReplyWriter.Write(new BehaviorReply { Task = task, Status = "running", Operation = "adding VM", Progress = 40 }).Span)!;
        var expected = JsonNode.Parse(Sample.Text("vcd-mqtt-behavior-response.json"))!;

        Assert.True(JsonNode.DeepEquals(expected["headers"], written["headers"]), written.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse((string)expected["payload"]!), JsonNode.Parse((string)written["payload"]!)), written.ToJsonString());
        Assert.Equal((string?)expected["type"], (string?)written["type"]);
    }

    [Theory]
    [InlineData("no message", "no JSON", false)]
    [InlineData("[1]", "no object", false)]
    [InlineData("""{"type":"BEHAVIOR_INVOCATION"}""", "headers is no object; payload is no JSON object; headers.taskId is missing", false)]
    [InlineData("""{"type":"BEHAVIOR_INVOCATION","headers":{"taskId":"t","behaviorId":"b","context":{"orgId":"o"}},"payload":"{\"argum"}""", "payload is no JSON", true)]
    [InlineData("""{"type":"BEHAVIOR_INVOCATION","headers":{"taskId":"t","context":{}},"payload":"{}"}""", "headers.behaviorId is missing; headers.context.orgId is missing", true)]
    public void An_invocation_that_cannot_be_read_says_why(string body, string reason, bool namesTask)
    {
        var (invocation, fault, task) = BehaviorReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Null(invocation);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
        Assert.Equal(namesTask, task is not null);
    }

    [Theory]
    [InlineData("vcd-notification-vm-create.xml")]
    [InlineData("vcd-notification-vm-create.json")]
    public void A_notification_says_the_same_in_both_forms(string sample)
    {
        var (happened, fault) = VcdEventReader.Read(Sample.Bytes(sample));

        Assert.Null(fault);
        Assert.Equal(("3cf1a5d2-0a53-4f61-9bd9-6b1e0a6f8a01", "com/vmware/vcloud/event/vm/create", true), (happened!.Id, happened.Type, happened.Success));
        Assert.Equal(("7b832bc5-3d73-45a2-ba35-82a5acd72fe4", User), (happened.Org, happened.User));
        Assert.Equal(("vm", "3f9e2d10-7a65-4f27-9f5e-000000000002"), (happened.EntityType, happened.EntityId));
        Assert.Equal("urn:vcloud:task:5f0c3c0e-1111-4222-8333-444455556666", happened.Task);
    }

    [Theory]
    [InlineData("no message", "neither XML nor JSON")]
    [InlineData("<vmext:Notification xmlns:vmext=\"x\" type=\"t\"", "no well-formed XML")]
    [InlineData("<Other/>", "root element is 'Other'")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><Notification/>", "no well-formed XML")]
    [InlineData("[1]", "no object")]
    [InlineData("{}", "eventId is missing or holds no UUID; type is missing; the organisation is missing")]
    public void A_notification_that_cannot_be_read_says_why(string body, string reason)
    {
        var (happened, fault) = VcdEventReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Null(happened);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no message", "no JSON")]
    [InlineData("""{"a":1}""", "no type")]
    [InlineData("""{"type":"API_REQUEST","headers":{"requestId":"1"}}""", "httpRequest is no base64")]
    [InlineData("""{"type":"API_REQUEST","headers":{"requestId":"1"},"httpRequest":"e30="}""", "no objects message and securityContext")]
    [InlineData("""{"type":"API_REQUEST","headers":{},"httpRequest":"eyJtZXNzYWdlIjp7fSwic2VjdXJpdHlDb250ZXh0Ijp7fX0="}""", "headers.requestId is missing; message.id is missing; message.method is missing")]
    public void A_message_of_the_bus_that_cannot_be_read_says_why(string body, string reason)
    {
        var (request, fault) = MqttRequestReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.Null(request);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_another_type_is_none_of_ours()
    {
        Assert.Equal((null, null), MqttRequestReader.Read("""{"type":"BEHAVIOR_INVOCATION","headers":{},"payload":"{}"}"""u8.ToArray()));
        Assert.Equal((null, null, null), BehaviorReader.Read("""{"type":"API_REQUEST"}"""u8.ToArray()));
        Assert.Equal((null, null), MqttEventReader.Read("""{"type":"EXTENSION_TASK","headers":{},"payload":"{}"}"""u8.ToArray()));
    }

    private static void AssertJson(string sample, ReadOnlyMemory<byte> written)
    {
        var (expected, given) = (JsonNode.Parse(Sample.Text(sample)), JsonNode.Parse(written.Span));
        Assert.True(JsonNode.DeepEquals(expected, given), $"Expected {expected}, written {given}");
    }
}
