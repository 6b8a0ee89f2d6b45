using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp.Rights;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>Which tenant's workflows may consume which queues.</summary>
public sealed class QueueRightsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<MessagingHost> StartAsync(TestDatabase database, Broker broker, params string[] definitions)
    {
        var host = await AmqpHost.StartAsync(database, broker, definitions);
        foreach (var name in (string[])[broker.Prefix, $"{broker.Prefix}.eu", "acme"])
            await host.Get<ITenantDirectory>().SaveAsync(new Tenant(name, $"11111111-2222-4333-8444-{name.GetHashCode(StringComparison.Ordinal) & 0xFFFFFF:x12}", name), Cancel);
        return host;
    }

    private static string Starts(string id, string queue, string exchange = "") => Flow.Of(id, Flow.Trigger("Orchestrator.AmqpMessageReceived", ("queue", queue), ("exchange", exchange)));

    private static async Task<string?> PublishAsync(MessagingHost host, string definition, string tenant)
    {
        var result = await host.Get<IDefinitionService>().SaveAsync((JsonObject)JsonNode.Parse(definition)!, new SaveDefinition { Publish = true, Tenant = tenant }, Cancel);
        return result.Succeeded ? null : string.Join(' ', result.Faults);
    }

    [Fact]
    public async Task A_tenant_publishes_triggers_on_its_own_names_and_on_what_was_granted()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        var (owner, longer) = (broker.Prefix, $"{broker.Prefix}.eu");

        Assert.Null(await PublishAsync(host, Starts("own", $"{owner}.orders"), owner));
        Assert.Null(await PublishAsync(host, Starts("providers", $"{owner}.events"), ""));
        Assert.Contains($"The queue '{owner}.orders' is not 'acme's: its workflows may use names that begin with 'acme.', and what the provider grants (PUT /api/v1/amqp/grants/{owner}.orders).", await PublishAsync(host, Starts("foreign", $"{owner}.orders"), "acme"), StringComparison.Ordinal);
        Assert.Contains("The queue 'events' is not 'acme's", await PublishAsync(host, Starts("common", "events"), "acme"), StringComparison.Ordinal);
        Assert.Contains($"The exchange '{owner}.shop' is not 'acme's", await PublishAsync(host, Starts("tap", "acme.tap", $"{owner}.shop"), "acme"), StringComparison.Ordinal);
        Assert.Contains($"is not '{owner}'s", await PublishAsync(host, Starts("shorter", $"{longer}.orders"), owner), StringComparison.Ordinal);
        Assert.Contains("is this server's own", await PublishAsync(host, Starts("requests", broker.Queue), owner), StringComparison.Ordinal);
        await host.Get<QueueRights>().SaveAsync(new QueueGrant { Name = $"{owner}.classic", Tenants = ["acme"] }, Cancel);
        Assert.Null(await PublishAsync(host, Starts("granted", $"{owner}.classic"), "acme"));
    }

    [Fact]
    public async Task A_grant_that_is_taken_back_ends_the_consuming_and_leaves_the_messages()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        var queue = $"{broker.Prefix}.orders";
        var rights = host.Get<QueueRights>();
        await rights.SaveAsync(new QueueGrant { Name = queue, Tenants = ["acme"] }, Cancel);
        Assert.Null(await PublishAsync(host, Starts("granted", queue), "acme"));
        await broker.SendAsync(queue, "{}", "m-1");
        var started = await Wait.ForAsync(async () => await host.InstancesAsync("granted") is { Count: > 0 } found ? found : null, "the granted message");

        await rights.SaveAsync(new QueueGrant { Name = queue }, Cancel);
        await Wait.ForAsync(async () => await broker.ConsumersAsync(queue) == 0 ? "" : null, "the end of the consumer");
        await broker.SendAsync(queue, "{}", "m-2");

        Assert.Equal("acme", Assert.Single(started).Tenant);
        await Wait.ForAsync(async () => await broker.CountAsync(queue) == 1 ? "" : null, "the message that nobody takes");
        Assert.Single(await host.InstancesAsync("granted"));
    }

    [Fact]
    public async Task A_message_of_the_providers_queue_starts_no_tenants_workflow_that_lost_its_grant()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var queue = $"{broker.Prefix}.orders";
        await using var host = await StartAsync(database, broker, Starts("providers", queue));
        var rights = host.Get<QueueRights>();
        await rights.SaveAsync(new QueueGrant { Name = queue, Tenants = ["acme"] }, Cancel);
        Assert.Null(await PublishAsync(host, Starts("granted", queue), "acme"));
        await rights.SaveAsync(new QueueGrant { Name = queue }, Cancel);

        await broker.SendAsync(queue, "{}", "m-1");
        await Wait.ForAsync(async () => await host.InstancesAsync("providers") is { Count: > 0 } found ? found : null, "the provider's instance");

        Assert.Empty(await host.InstancesAsync("granted"));
    }

    [Fact]
    public async Task An_instance_of_a_tenants_workflow_cannot_wait_for_a_foreign_queue()
    {
        await using var broker = await Broker.OpenAsync();
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(database, broker);
        static string Waits(string id, string queue) => Flow.Of(
            id,
            Flow.Activity("w", "Elsa.WriteLine", ("text", "x")),
            Flow.Activity("wait", "Orchestrator.AmqpMessageReceived", ("queue", $"js:'{queue}'")));
        Assert.Null(await PublishAsync(host, Waits("spies", $"{broker.Prefix}.orders"), "acme"));
        Assert.Null(await PublishAsync(host, Waits("waits", $"{broker.Prefix}.orders"), broker.Prefix));

        foreach (var id in (string[])["spies", "waits"])
            await host.Get<IWorkflowRuntime>().StartAsync(new StartWorkflow { DefinitionId = id }, Cancel);
        var incident = await Wait.ForAsync(async () => (await host.Store.ListIncidentsAsync(new IncidentFilter(), Cancel)).Items is [var found] ? found : null, "the incident");
        await Wait.ForAsync(async () => await host.InstancesAsync("waits") is [{ IncidentCount: 0, SubStatus: Orchestrator.Core.WorkflowSubStatus.Suspended }] ? "" : null, "the wait of the owner");

        Assert.Equal(("spies", "amqp.not-yours"), (incident.DefinitionId, incident.Code));
        Assert.Contains($"The queue '{broker.Prefix}.orders' is not 'acme's", incident.Message, StringComparison.Ordinal);
    }
}
