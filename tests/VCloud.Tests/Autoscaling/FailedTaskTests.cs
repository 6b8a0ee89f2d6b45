using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>Tasks that vCD accepts and then ends with an error.</summary>
public sealed class FailedTaskTests : AutoscaleFixture
{
    private const string Deploy = """
        {"definitionId":"deploy","name":"Deploy","root":{"id":"deploy","type":"Vcd.DeployVm","version":1,
          "vmName":{"typeName":"String","expression":{"type":"Literal","value":"new-01"}},"vApp":{"typeName":"String","expression":{"type":"Literal","value":"shop"}},
          "catalog":{"typeName":"String","expression":{"type":"Literal","value":"golden"}},"item":{"typeName":"String","expression":{"type":"Literal","value":"web-tier"}},
          "network":{"typeName":"String","expression":{"type":"Literal","value":"app-net"}}}}
        """;

    private const string Remove = """
        {"definitionId":"remove","name":"Remove","root":{"id":"remove","type":"Vcd.RemoveVm","version":1,
          "vmName":{"typeName":"String","expression":{"type":"Literal","value":"web-01"}},"vApp":{"typeName":"String","expression":{"type":"Literal","value":"shop"}}}}
        """;

    [Theory]
    [InlineData("POST /action/recomposeVApp")]
    [InlineData("POST /metadata")]
    public async Task A_VM_that_is_not_made_is_made_by_a_retry(string change)
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);

        await FailAndRetryAsync(host, "deploy", Deploy, change);

        Assert.Single(Lab.World.Vms, vm => vm.Name == "new-01");
    }

    [Theory]
    [InlineData("POST /action/undeploy")]
    [InlineData("DELETE /api/vApp/vm-")]
    public async Task A_VM_that_is_not_removed_is_removed_by_a_retry(string change)
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);

        await FailAndRetryAsync(host, "remove", Remove, change);

        Assert.DoesNotContain("web-01", Vms());
    }

    private async Task FailAndRetryAsync(AutoscaleHost host, string id, string definition, string change)
    {
        await host.Get<IDefinitionService>().SaveAsync((JsonObject)JsonNode.Parse(definition)!, new SaveDefinition { Publish = true }, CancellationToken.None);
        Lab.FailNextTask(change, "INTERNAL_SERVER_ERROR");
        var instance = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = id, Tenant = "pscoe" }, CancellationToken.None))!;
        var incidents = await AutoscaleHost.UntilAsync(
            async () => (await host.Store.ListIncidentsAsync(new IncidentFilter { InstanceId = instance, OpenOnly = true }, CancellationToken.None)).Items,
            items => items.Count == 1,
            items => $"one incident; there are {items.Count}");
        Assert.Equal("vcd.task-failed", incidents[0].Code);

        await host.Runtime.RetryAsync(instance, CancellationToken.None);

        await host.FinishedAsync(instance);
    }
}
