using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Runtime;

public sealed class QueuedEventTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private const string Waiting = """
        {"id":"w-1","definitionId":"w","name":"W","version":1,
         "root":{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"early"}}}}
        """;

    private static Stimulus Early => new() { Name = Event.Stimulus, Payload = Event.PayloadOf("early"), KeepFor = Event.KeepFor };

    [Fact]
    public async Task An_event_that_comes_before_the_wait_for_it_is_not_lost_even_over_a_restart()
    {
        await using (var before = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting))
            Assert.False((await before.Runtime.DispatchAsync(Early, TestContext.Current.CancellationToken)).Matched);

        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting);
        var id = await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "w" }, TestContext.Current.CancellationToken);

        await host.WaitForAsync(id!, s => s.Status == WorkflowStatus.Finished, "the end of the workflow that waits for the early event");
    }

    [Fact]
    public async Task An_event_is_taken_once()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting);
        await host.Runtime.DispatchAsync(Early, TestContext.Current.CancellationToken);
        var first = await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "w" }, TestContext.Current.CancellationToken);
        await host.WaitForAsync(first!, s => s.Status == WorkflowStatus.Finished, "the end of the first");

        await host.Runtime.DispatchAsync(Early with { KeepFor = null }, TestContext.Current.CancellationToken);
        var second = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "w" }, TestContext.Current.CancellationToken);

        Assert.Equal(WorkflowSubStatus.Suspended, second.State!.SubStatus);
    }
}
