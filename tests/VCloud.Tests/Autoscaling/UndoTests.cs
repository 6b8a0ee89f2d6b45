using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>A VM that was deployed in a Compensation is gone when the scope has failed, also when the process dies in between.</summary>
public sealed class UndoTests : AutoscaleFixture
{
    private static readonly string s_definition = $$$"""
        {"definitionId":"undo","name":"Undo","root":{"id":"scope","type":"Orchestrator.Compensation","version":1,"afterwards":{{{Text("Continue")}}},
          "body":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
            {"id":"deploy","type":"Vcd.DeployVm","version":1,"vmName":{{{Text("undo-01")}}},"vApp":{{{Text("shop")}}},"catalog":{{{Text("golden")}}},"item":{{{Text("web-tier")}}},"network":{{{Text("app-net")}}} },
            {"id":"t","type":"Orchestrator.Throw","version":1,"code":{{{Text("broken")}}} }]} } }
        """;

    private static string Text(string value) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"}}""";

    private static async Task<string> RunAsync(AutoscaleHost host)
    {
        var saved = await host.Get<IDefinitionService>().SaveAsync((JsonObject)JsonNode.Parse(s_definition)!, new SaveDefinition { Publish = true }, CancellationToken.None);
        Assert.Empty(saved.Faults);
        return (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "undo", Tenant = "pscoe" }, CancellationToken.None))!;
    }

    [Fact]
    public async Task A_failing_scope_removes_the_VM()
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);
        var before = Vms();

        var instance = await RunAsync(host);
        await host.FinishedAsync(instance);

        Assert.Equal(before, Vms());
        var journal = await host.JournalAsync(instance);
        Assert.Contains(journal, m => m.Contains("Added VM undo-01", StringComparison.Ordinal));
        Assert.Contains(journal, m => m.Contains("VM undo-01 is not in vApp shop any more", StringComparison.Ordinal));
        var effects = await host.Store.ListEffectsAsync(instance, CancellationToken.None);
        Assert.Contains(effects, e => e.Name == "undo-1" && e.ReceiptAt is not null);
    }

    /// <summary>The changes: vApp, metadata, switching off, deleting.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task Killed_before_or_after_a_change_the_VM_is_removed_after_the_restart(int change, bool afterApplying)
    {
        var crash = new CrashPoint(change, afterApplying);
        string instance;
        string[] before;
        await using (var dying = await AutoscaleHost.StartAsync(Folder, Lab, crash))
        {
            before = Vms();
            crash.IsArmed = true;
            instance = await RunAsync(dying);
            await crash.Reached.WaitAsync(TimeSpan.FromSeconds(60));
        }

        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);
        await host.FinishedAsync(instance);

        Assert.Equal(before, Vms());
        Assert.Equal(WorkflowSubStatus.Finished, (await host.Store.FindSummaryAsync(instance, CancellationToken.None))!.SubStatus);
    }
}
