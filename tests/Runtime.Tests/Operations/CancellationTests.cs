using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Tests.Runtime.Operations;

public sealed class CancellationTests : IDisposable
{
    private const string Stubborn = """
        {"definitionId":"stubborn","name":"Stubborn","root":{"id":"a","type":"Test.StubbornActivity","version":1}}
        """;

    private const string Waiting = """
        {"definitionId":"wait","name":"Wait","root":{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_that_heeds_no_token_does_not_hold_up_a_cancellation_and_changes_nothing_afterwards()
    {
        var probe = new Probe();
        await using var host = await RuntimeHost.StartAsync(folder.Path, configure: s => s.AddSingleton(probe), definitions: Stubborn);
        var id = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "stubborn" }, Cancel))!;
        await probe.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.True(await host.Runtime.CancelAsync(id, Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        probe.Gate.SetResult();

        await host.WaitForAsync(id, _ => probe["done"] == 1, "left by its activity");
        Assert.Equal(WorkflowSubStatus.Cancelled, (await host.Store.FindSummaryAsync(id, Cancel))!.SubStatus);
    }

    [Fact]
    public async Task A_whole_tree_is_cancelled_from_the_top_down()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting);
        var root = await StartAsync(host, null);
        var child = await StartAsync(host, root);
        var sibling = await StartAsync(host, root);
        var grandchild = await StartAsync(host, child);
        var stranger = await StartAsync(host, null);

        var cancelled = await host.Services.GetRequiredService<IInstanceOperations>().CancelTreeAsync(root, Cancel);

        Assert.Equal(root, cancelled[0]);
        Assert.Equal(grandchild, cancelled[3]);
        Assert.Equal(new[] { child, sibling }.Order(StringComparer.Ordinal), cancelled.Skip(1).Take(2).Order(StringComparer.Ordinal));
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.Store.FindSummaryAsync(stranger, Cancel))!.SubStatus);
    }

    private static async Task<string> StartAsync(RuntimeHost host, string? parent) =>
        (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "wait", ParentInstanceId = parent }, Cancel)).InstanceId!;
}
