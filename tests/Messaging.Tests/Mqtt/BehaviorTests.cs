using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Activities.Messaging.Vcd;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Tests.Messaging.Mqtt;

/// <summary>Behaviours of vCD on mosquitto.</summary>
public sealed class BehaviorTests
{
    private const string Blue = "11111111-2222-4333-8444-555555555555";
    private const string Reply = "Orchestrator.ReplyToVcdBehavior";

    private static System.Text.Json.Nodes.JsonObject Trigger(params string[] behaviors) =>
        Flow.Trigger("Orchestrator.VcdBehaviorInvoked", ("behaviors", behaviors), ("entityTypes", new[] { "example:scalegroup" }));

    private static readonly string[] s_definitions =
    [
        Flow.Of(
            "scale-out",
            Trigger("scaleOut"),
            Flow.Activity("progress", Reply, ("status", "running"), ("operation", "adding VM"), ("progress", "40")),
            Flow.Activity("end", Reply, ("body", "js:({ added: variables.Seen.arguments.count, of: variables.Seen.entity.name, org: variables.Seen.tenant })"))),
        Flow.Of("refuse", Trigger("refuse"), Flow.Activity("end", Reply, ("status", "error"), ("errorMessage", "no room"), ("errorCode", "409"), ("errorName", "NO_CAPACITY"))),
        Flow.Of("silent", Trigger("silent"), Flow.Activity("w", "Elsa.WriteLine", ("text", "x"))),
        Flow.Of("faulty", Trigger("faulty"), Flow.Activity("w", "Elsa.WriteLine", ("text", "js:nothing.here"))).Replace("\"name\":\"faulty\"", "\"name\":\"faulty\",\"options\":{\"incidentStrategyType\":\"FaultStrategy\"}", StringComparison.Ordinal),
        Flow.Of("broken", Trigger("broken"), Flow.Activity("w", "Elsa.WriteLine", ("text", "js:nothing.here"))),
        Flow.Of("long", Trigger("long"), Flow.Activity("wait", "Elsa.Delay", ("timeSpan", "01:00:00"))),
    ];

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Mosquitto vcd, TimeSpan? deadline = null)
    {
        var host = await MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddSingleton<IVcdBusAccess>(vcd);
                services.AddVcdMqtt(options =>
                {
                    options.IsEnabled = true;
                    options.ClientId = vcd.Monitor.Replace('/', '-');
                    options.RetryDelay = TimeSpan.FromMilliseconds(20);
                });
                services.AddOptions<VcdBusOptions>().Configure(options => options.ReplyDeadline = deadline ?? TimeSpan.FromMinutes(5));
            },
            s_definitions);
        await host.Get<ITenantDirectory>().SaveAsync(new Tenant("blue", Blue, "Blue"), CancellationToken.None);
        await Wait.UntilAsync(() => host.Get<IMqttHealth>().LastError is null, "a connection to the bus");
        return host;
    }

    [Fact]
    public async Task A_workflow_tells_its_progress_and_its_result_and_starts_once()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd);

        await vcd.InvokeAsync("t-1", Blue);
        await vcd.InvokeAsync("t-1", Blue);
        var updates = new List<(string Task, string Status, System.Text.Json.Nodes.JsonNode Update)> { await vcd.TakeUpdateAsync() };
        while (updates[^1].Status == "running")
            updates.Add(await vcd.TakeUpdateAsync());
        await vcd.InvokeAsync("t-2", Blue, "refuse");
        var refused = await vcd.TakeUpdateAsync();

        Assert.All(updates, update => Assert.Equal("t-1", update.Task));
        if (updates.Count > 1)
            Assert.Equal(("adding VM", 40), ((string)updates[0].Update["operation"]!, (int)updates[0].Update["progress"]!));
        Assert.Equal("""{"added":2,"of":"shop","org":"blue"}""", (string?)updates[^1].Update["result"]!["resultContent"]);
        Assert.Equal("success", updates[^1].Status);
        var error = refused.Update["error"]!;
        Assert.Equal(("error", "409", "NO_CAPACITY", "no room"), (refused.Status, (string)error["majorErrorCode"]!, (string)error["minorErrorCode"]!, (string)error["message"]!));
        Assert.Equal("blue", Assert.Single(await host.InstancesAsync("scale-out")).Tenant);
    }

    [Fact]
    public async Task A_workflow_that_ends_without_a_word_ends_the_task()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd);

        await vcd.InvokeAsync("t-silent", Blue, "silent");
        var silent = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-broken", Blue, "broken");
        var broken = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-faulty", Blue, "faulty");
        var faulty = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-long", Blue, "long");
        var running = await Wait.ForAsync(async () => await host.InstancesAsync("long") is [{ SubStatus: WorkflowSubStatus.Suspended } found] ? found : null, "the long workflow");
        await host.Get<IWorkflowRuntime>().CancelAsync(running.Id, CancellationToken.None);
        var cancelled = await vcd.TakeUpdateAsync();

        Assert.Equal(("t-silent", "success"), (silent.Task, silent.Status));
        Assert.Equal(("t-broken", "running"), (broken.Task, broken.Status));
        Assert.Contains("An incident must be settled: ", (string)broken.Update["details"]!, StringComparison.Ordinal);
        Assert.Equal(("t-faulty", "error", "WORKFLOW_FAULTED"), (faulty.Task, faulty.Status, (string)faulty.Update["error"]!["minorErrorCode"]!));
        Assert.Contains("evaluate activity input", (string)faulty.Update["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(("t-long", "aborted"), (cancelled.Task, cancelled.Status));
    }

    [Fact]
    public async Task What_cannot_be_started_says_why_and_the_next_one_is_served()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, vcd);

        await vcd.PublishAsync(vcd.Monitor, """{"type":"BEHAVIOR_INVOCATION","headers":{"taskId":"t-cut","behaviorId":"b","context":{"orgId":"o"}},"payload":"{\"argu"}""");
        var cut = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-stranger", "99999999-0000-4000-8000-000000000000");
        var stranger = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-unknown", Blue, "dance");
        var unknown = await vcd.TakeUpdateAsync();
        await vcd.InvokeAsync("t-good", Blue, "silent");
        var good = await vcd.TakeUpdateAsync();

        Assert.Equal(("t-cut", "BAD_INVOCATION"), (cut.Task, (string)cut.Update["error"]!["minorErrorCode"]!));
        Assert.Equal(("t-stranger", "UNKNOWN_ORGANISATION"), (stranger.Task, (string)stranger.Update["error"]!["minorErrorCode"]!));
        Assert.Equal(("t-unknown", "NO_WORKFLOW"), (unknown.Task, (string)unknown.Update["error"]!["minorErrorCode"]!));
        Assert.Equal(("t-good", "success"), (good.Task, good.Status));
    }

    [Fact]
    public async Task A_long_run_is_reported_before_vCD_gives_it_up_and_answers_after_a_restart()
    {
        await using var vcd = await Mosquitto.ConnectAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        string instance;
        await using (var host = await StartAsync(database, vcd, TimeSpan.FromMilliseconds(100)))
        {
            await vcd.InvokeAsync("t-long", Blue, "long");
            var report = await vcd.TakeUpdateAsync();
            Assert.Equal(("t-long", "running"), (report.Task, report.Status));
            instance = Assert.Single(await host.InstancesAsync("long")).Id;
            Assert.Contains(instance, (string)report.Update["details"]!, StringComparison.Ordinal);
        }

        await using var again = await StartAsync(database, vcd);
        await again.Get<IWorkflowRuntime>().CancelAsync(instance, CancellationToken.None);

        Assert.Equal("aborted", (await vcd.TakeUpdateAsync()).Status);
    }
}
