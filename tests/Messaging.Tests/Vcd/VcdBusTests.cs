using System.Text.Json.Nodes;
using System.Xml.Linq;
using Orchestrator.Activities.VCloud;
using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Tests.Messaging.Vcd;

/// <summary>The simulated vCD and the orchestrator over a real bus, on both transports.</summary>
public sealed class VcdBusTests
{
    public static TheoryData<string> Transports => ["amqp", "mqtt"];

    private static string Greets(params string[] rights) => Flow.Of(
        "greets",
        Flow.Trigger("Orchestrator.VcdApiRequest", ("urlPattern", "/api/org/{org}/greetings/{name}"), ("methods", new[] { "POST" }), ("rights", rights)),
        Flow.Activity("reply", "Orchestrator.ReplyToVcdApi", ("body", "js:({ hello: variables.Seen.route.name, text: variables.Seen.json.text, org: variables.Seen.tenant.name, headers: Object.keys(variables.Seen.headers) })")));

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_users_request_to_vCD_is_answered_by_a_workflow(string transport)
    {
        await using var world = await VcdWorld.StartAsync(transport, Greets());
        using var ann = await world.SignInAsync();
        using var bob = await world.SignInAsync("bob@acme");

        var answered = await VcdWorld.SendAsync(ann, HttpMethod.Post, $"/api/org/{VcdWorld.Pscoe}/greetings/Eve?x=1", """{"text":"grüß"}""");
        var foreign = await VcdWorld.SendAsync(bob, HttpMethod.Post, $"/api/org/{VcdWorld.Pscoe}/greetings/Eve", "{}");
        var native = await VcdWorld.SendAsync(ann, HttpMethod.Get, $"/api/org/{VcdWorld.Pscoe}/nothing-here");

        Assert.True(answered.Status == 200, answered.Text);
        var body = JsonNode.Parse(answered.Text)!;
        Assert.Equal(("Eve", "grüß", "pscoe"), ((string)body["hello"]!, (string)body["text"]!, (string)body["org"]!));
        Assert.DoesNotContain("authorization", body["headers"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((404, 404), (foreign.Status, native.Status));
        Assert.Single(await world.Host.InstancesAsync("greets"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Filters_and_rights_follow_the_published_workflows(string transport)
    {
        await using var world = await VcdWorld.StartAsync(transport);
        using var ann = await world.SignInAsync();
        var path = $"/api/org/{VcdWorld.Pscoe}/greetings/Eve";
        var extension = world.Host.Get<IVcdExtension>();
        var before = await VcdWorld.SendAsync(ann, HttpMethod.Post, path, "{}");

        await world.Host.Get<IDefinitionService>().SaveAsync((JsonObject)JsonNode.Parse(Greets("GREET"))!, new SaveDefinition { Publish = true }, CancellationToken.None);
        var first = await extension.EnsureAsync(CancellationToken.None);
        var again = await extension.EnsureAsync(CancellationToken.None);
        var during = await VcdWorld.SendAsync(ann, HttpMethod.Post, path, """{"text":"x"}""");
        await world.Host.Get<IDefinitionService>().RetractAsync("greets", CancellationToken.None);
        await extension.EnsureAsync(CancellationToken.None);
        var after = await VcdWorld.SendAsync(ann, HttpMethod.Post, path, "{}");

        Assert.Contains("/api/org/[^/]+/greetings/[^/]+", first.Patterns);
        Assert.Equal(first.Patterns, again.Patterns);
        Assert.Equal(["GREET"], first.Rights);
        Assert.Equal((404, 200, 404), (before.Status, during.Status, after.Status));
        Assert.True(await extension.RemoveAsync(CancellationToken.None));
        Assert.False(await extension.RemoveAsync(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_event_starts_a_workflow_once_whatever_forms_it_comes_in(string transport)
    {
        await using var world = await VcdWorld.StartAsync(
            transport,
            Flow.Of("on-power", Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "vm/change_state" }), ("organisation", "pscoe")), Flow.Activity("w", "Elsa.WriteLine", ("text", "js:variables.Seen.entity.urn"))),
            Flow.Of("of-acme", Flow.Trigger("Orchestrator.VcdEventReceived", ("organisation", "acme"))),
            Flow.Of("tasks", Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "task/*" }), ("onlySucceeded", true))));
        using var ann = await world.SignInAsync();
        var vm = world.Lab.World.Vms[0];

        var accepted = await VcdWorld.SendAsync(ann, HttpMethod.Post, $"/api/vApp/vm-{vm.Id}/power/action/powerOff");
        Assert.True(accepted.Status == 202, accepted.Text);
        var started = await Wait.ForAsync(async () => await world.Host.InstancesAsync("on-power") is { Count: > 0 } found ? found : null, "the event of the VM");
        await Wait.ForAsync(async () => (await world.Host.InstancesAsync("tasks")).Count >= 2 ? "" : null, "the events of the task");

        Assert.Equal("pscoe", started[0].Tenant);
        Assert.Single(await world.Host.InstancesAsync("on-power"));
        Assert.Empty(await world.Host.InstancesAsync("of-acme"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_held_operation_is_decided_by_a_workflow(string transport)
    {
        await using var world = await VcdWorld.StartAsync(
            transport,
            Flow.Of(
                "approve",
                Flow.Trigger("Orchestrator.VcdEventReceived", ("eventTypes", new[] { "blockingtask/create" })),
                Flow.Activity("progress", "Vcd.UpdateBlockingTaskProgress", ("blockingTask", "js:variables.Seen.entity.urn"), ("message", "under way")),
                Flow.Activity("resume", "Vcd.ResumeBlockingTask", ("blockingTask", "js:variables.Seen.entity.urn"), ("message", "approved by orchestrator"))));
        using var ann = await world.SignInAsync();
        Assert.Equal(204, (await VcdWorld.SendAsync(ann, HttpMethod.Put, "/lab/blocking-tasks", """{"operations":["vappPowerOff"]}""")).Status);
        var operations = world.Lab.World.Vms[0];

        var accepted = await VcdWorld.SendAsync(ann, HttpMethod.Post, $"/api/vApp/vm-{operations.Id}/power/action/powerOff");
        var task = XElement.Parse(accepted.Text).Attribute("href")!.Value;
        var held = XElement.Parse(accepted.Text).Attribute("operationName")!.Value;
        await Wait.ForAsync(async () => XElement.Parse((await VcdWorld.SendAsync(ann, HttpMethod.Get, task)).Text).Attribute("status")!.Value == "success" ? "" : null, $"the end of the task {held}");
        await Wait.ForAsync(async () => await world.Host.InstancesAsync("approve") is [{ SubStatus: WorkflowSubStatus.Finished }] ? "" : null, "the end of the workflow");
    }
}
