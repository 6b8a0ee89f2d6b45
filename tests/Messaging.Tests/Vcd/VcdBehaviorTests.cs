using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Orchestrator.Tests.Messaging.Vcd;

/// <summary>A behaviour of a defined entity, from a user's call of vCD to the end of vCD's task.</summary>
public sealed class VcdBehaviorTests
{
    private static readonly XNamespace s_v = "http://www.vmware.com/vcloud/v1.5";

    [Fact]
    public async Task An_invocation_is_a_task_of_vCD_that_a_workflow_leads_to_its_end()
    {
        await using var world = await VcdWorld.StartAsync(
            "mqtt",
            Flow.Of(
                "greets",
                Flow.Trigger("Orchestrator.VcdBehaviorInvoked", ("behaviors", new[] { "greet" })),
                Flow.Activity("progress", "Orchestrator.ReplyToVcdBehavior", ("status", "running"), ("operation", "thinking"), ("progress", "40")),
                Flow.Activity("end", "Orchestrator.ReplyToVcdBehavior", ("body", "js:`hello ${variables.Seen.arguments.name} of ${variables.Seen.entity.team}, ${variables.Seen.tenant}`"))),
            Flow.Of("refuses", Flow.Trigger("Orchestrator.VcdBehaviorInvoked", ("behaviors", new[] { "refuse" })), Flow.Activity("end", "Orchestrator.ReplyToVcdBehavior", ("status", "error"), ("errorMessage", "not today"))));
        using var administrator = await world.SignInAsync("administrator@System");
        using var ann = await world.SignInAsync();
        using var bob = await world.SignInAsync("bob@acme");
        var entity = await MakeEntityAsync(administrator, ann, "greet", "refuse");

        var greeted = await InvokeAsync(ann, entity, "greet", """{"arguments":{"name":"Eve"},"metadata":{}}""");
        var done = await EndOfAsync(ann, greeted);
        var refused = await EndOfAsync(ann, await InvokeAsync(ann, entity, "refuse", "{}"));
        var foreign = await VcdWorld.SendAsync(bob, HttpMethod.Post, $"/cloudapi/1.0.0/entities/{entity}/behaviors/urn:vcloud:behavior-interface:greet:example:hello:1.0.0/invocations", "{}");

        Assert.Equal(("success", "hello Eve of red, pscoe"), (done.Attribute("status")!.Value, done.Descendants(s_v + "ResultContent").Single().Value));
        Assert.Equal("error", refused.Attribute("status")!.Value);
        Assert.Equal(("500", "ORCHESTRATOR_ERROR"), (refused.Element(s_v + "Error")!.Attribute("majorErrorCode")!.Value, refused.Element(s_v + "Error")!.Attribute("minorErrorCode")!.Value));
        Assert.Contains("not today", refused.Element(s_v + "Error")!.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Equal(403, foreign.Status);
        Assert.Single(await world.Host.InstancesAsync("greets"));
    }

    private static async Task<string> MakeEntityAsync(HttpClient administrator, HttpClient owner, params string[] behaviors)
    {
        var made = await VcdWorld.SendAsync(administrator, HttpMethod.Post, "/cloudapi/1.0.0/interfaces", """{"name":"hello","vendor":"example","nss":"hello","version":"1.0.0"}""");
        Assert.True(made.Status == 201, made.Text);
        var extension = JsonNode.Parse((await VcdWorld.SendAsync(administrator, HttpMethod.Get, "/cloudapi/extensions/api")).Text)!["values"]![0]!["id"];
        foreach (var behavior in behaviors)
        {
            var body = new JsonObject
            {
                ["name"] = behavior,
                ["execution"] = new JsonObject { ["type"] = "MQTT", ["id"] = behavior, ["execution_properties"] = new JsonObject { ["serviceId"] = (string?)extension, ["invocation_timeout"] = 60 } },
            };
            var added = await VcdWorld.SendAsync(administrator, HttpMethod.Post, "/cloudapi/1.0.0/interfaces/urn:vcloud:interface:example:hello:1.0.0/behaviors", body.ToJsonString());
            Assert.True(added.Status == 201, added.Text);
        }

        const string type = """{"name":"greeter","vendor":"example","nss":"greeter","version":"1.0.0","interfaces":["urn:vcloud:interface:example:hello:1.0.0"]}""";
        Assert.Equal(201, (await VcdWorld.SendAsync(administrator, HttpMethod.Post, "/cloudapi/1.0.0/entityTypes", type)).Status);
        var entity = await VcdWorld.SendAsync(owner, HttpMethod.Post, "/cloudapi/1.0.0/entityTypes/urn:vcloud:type:example:greeter:1.0.0", """{"name":"g","entity":{"team":"red"}}""");
        return (string)JsonNode.Parse(entity.Text)!["id"]!;
    }

    private static async Task<string> InvokeAsync(HttpClient user, string entity, string behavior, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await user.PostAsync(new Uri($"/cloudapi/1.0.0/entities/{entity}/behaviors/urn:vcloud:behavior-interface:{behavior}:example:hello:1.0.0/invocations", UriKind.Relative), content);
        Assert.Equal(202, (int)answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static Task<XElement> EndOfAsync(HttpClient user, string task) => Wait.ForAsync(
        async () => XElement.Parse((await VcdWorld.SendAsync(user, HttpMethod.Get, task)).Text) is var found && found.Attribute("status")!.Value is not ("queued" or "running") ? found : null,
        "the end of vCD's task");
}
