using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Tests.Runtime.Operations;

/// <summary>"Why is it waiting?"</summary>
public sealed class WaitReportTests : IDisposable
{
    private const string Forked = """
        {"definitionId":"forked","name":"Forked","root":{"id":"f","type":"Elsa.Fork","version":1,"joinMode":"WaitAll","branches":[
          {"id":"e","type":"Elsa.Event","version":1,"name":"Approval","eventName":{"typeName":"String","expression":{"type":"Literal","value":"approved"}}},
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}},
          {"id":"x","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"no licence"}}}]}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_names_the_events_the_timer_the_incident_and_how_to_wake_it()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Forked);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "forked" }, Cancel)).InstanceId!;
        var child = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "forked", ParentInstanceId = id }, Cancel)).InstanceId!;

        var report = (await host.Services.GetRequiredService<IInstanceOperations>().WhyAsync(id, Cancel))!;

        var approval = report.Waits.Single(wait => wait.ActivityId == "e");
        Assert.Equal(("Approval", "Elsa.Event"), (approval.ActivityName, approval.ActivityType));
        Assert.Equal("approved", approval.Payload!["eventName"]!.GetValue<string>());
        Assert.Contains(approval.BookmarkId, approval.Example, StringComparison.Ordinal);
        var timer = report.Waits.Single(wait => wait.ActivityId == "d");
        Assert.Equal(report.NextTimerAt, timer.DueAt);
        Assert.Null(timer.Example);
        Assert.Equal("no licence", Assert.Single(report.Incidents).Message);
        Assert.Equal(child, Assert.Single(report.Children).Id);
        Assert.Contains(report.LastAttempts, attempt => attempt is { EventName: "Faulted", ActivityId: "x" });
        Assert.Contains("'x' failed with \"no licence\"; it waits for one event", report.Reason, StringComparison.Ordinal);
        Assert.Null(await host.Services.GetRequiredService<IInstanceOperations>().WhyAsync("nobody", Cancel));
    }

    [Fact]
    public async Task A_finished_instance_does_not_wait()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Forked);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "forked" }, Cancel)).InstanceId!;
        await host.Runtime.CancelAsync(id, Cancel);

        var report = (await host.Services.GetRequiredService<IInstanceOperations>().WhyAsync(id, Cancel))!;

        Assert.StartsWith("It does not wait: it is cancelled since", report.Reason, StringComparison.Ordinal);
        Assert.Empty(report.Waits);
    }
}
