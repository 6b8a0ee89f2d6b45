using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Tests.Runtime.Operations;

/// <summary>A node is drained before it is stopped.</summary>
public sealed class IntakeTests : IDisposable
{
    private const string Delayed = """
        {"definitionId":"delay","name":"Delay","root":{"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}}}
        """;

    private const string StartedByEvent = """
        {"definitionId":"start","name":"Start","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"e","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"begin"}}}],"connections":[]}}
        """;

    private const string Gated = """
        {"definitionId":"gated","name":"Gated","root":{"id":"g","type":"Test.GatedActivity","version":1}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_drains_running_bursts_end_and_nothing_new_begins()
    {
        var probe = new Probe();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await RuntimeHost.StartAsync(folder.Path, time, s => s.AddSingleton(probe), Delayed, StartedByEvent, Gated);
        var delayed = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "delay" }, Cancel)).InstanceId!;
        var running = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "gated" }, Cancel))!;
        await probe.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        var intake = host.Services.GetRequiredService<IIntake>();
        var health = host.Services.GetServices<IReadinessPart>().Single(part => part.Name == "intake");

        intake.Suspend("ann", "upgrade");
        var dispatch = host.Runtime.DispatchAsync(new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf("begin") }, Cancel).AsTask();
        time.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<IntakeSuspendedException>(async () => await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "delay" }, Cancel));
        var status = await health.CheckAsync(Cancel);
        probe.Gate.SetResult();
        await host.WaitForAsync(running, i => i.SubStatus == WorkflowSubStatus.Finished, "finished while draining");

        Assert.False(status.IsReady);
        Assert.Contains("ann (upgrade); 1 bursts", status.Detail, StringComparison.Ordinal);
        Assert.False(dispatch.IsCompleted);
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.Store.FindSummaryAsync(delayed, Cancel))!.SubStatus);

        intake.Resume();
        Assert.Single((await dispatch.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).Started);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await host.Store.FindSummaryAsync(delayed, Cancel))!.Status == WorkflowStatus.Running && await tick.WaitForNextTickAsync(Cancel))
            time.Advance(TimeSpan.FromSeconds(1)); // What waits for the clock looks again.
        Assert.True((await health.CheckAsync(Cancel)).IsReady);
    }
}
