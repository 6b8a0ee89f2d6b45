using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime;

public sealed class DurabilityTests : IDisposable
{
    private const string WaitForGo = """
        {"definitionId":"wait","name":"Wait","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
          {"id":"l","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"went"}}}]}}
        """;

    private const string StartedByEvent = """
        {"definitionId":"start","name":"Start","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"e","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"begin"}}}],"connections":[]}}
        """;

    private const string Delayed = """
        {"definitionId":"delay","name":"Delay","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}}]}}
        """;

    private const string Gated = """
        {"definitionId":"gated","name":"Gated","root":{"id":"g","type":"Test.GatedActivity","version":1}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Stimulus EventNamed(string name, string? key = null) => new() { Name = Event.Stimulus, Payload = Event.PayloadOf(name), IdempotencyKey = key };

    [Fact]
    public async Task A_suspended_instance_is_resumed_after_a_restart()
    {
        string id;
        await using (var host = await RuntimeHost.StartAsync(folder.Path, definitions: WaitForGo))
            id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "wait" }, CancellationToken.None)).InstanceId!;

        await using var again = await RuntimeHost.StartAsync(folder.Path, definitions: WaitForGo);
        var result = await again.Runtime.DispatchAsync(EventNamed("go"), CancellationToken.None);

        Assert.Equal([id], result.Resumed);
        await again.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
        var journal = await again.Store.ListJournalAsync(id, 0, 100, CancellationToken.None);
        Assert.Contains(journal.Items, j => j is { EventName: "Line", Message: "went" });
        Assert.Equal(Enumerable.Range(1, journal.Items.Count).Select(n => (long)n), journal.Items.Select(j => j.Sequence));
    }

    [Fact]
    public async Task The_same_stimulus_starts_one_instance()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: StartedByEvent);

        var first = await host.Runtime.DispatchAsync(EventNamed("begin", "key-1"), CancellationToken.None);
        var second = await host.Runtime.DispatchAsync(EventNamed("begin", "key-1"), CancellationToken.None);
        var third = await host.Runtime.DispatchAsync(EventNamed("begin", "key-2"), CancellationToken.None);

        Assert.Equal(first.Started, second.Started);
        Assert.NotEqual(first.Started, third.Started);
        Assert.Equal(2, (await host.Store.ListAsync(new InstanceFilter(), CancellationToken.None)).TotalCount);
    }

    [Fact]
    public async Task The_same_stimulus_resumes_a_wait_once_though_the_instance_waits_again()
    {
        const string twice = """
            {"definitionId":"twice","name":"Twice","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"e1","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
              {"id":"e2","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}]}}
            """;
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: twice);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "twice" }, CancellationToken.None)).InstanceId!;

        var first = await host.Runtime.DispatchAsync(EventNamed("go", "key-1"), CancellationToken.None);
        var again = await host.Runtime.DispatchAsync(EventNamed("go", "key-1"), CancellationToken.None);
        var waits = await host.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None);
        var second = await host.Runtime.DispatchAsync(EventNamed("go", "key-2"), CancellationToken.None);
        await host.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
        var late = await host.Runtime.DispatchAsync(EventNamed("go", "key-2"), CancellationToken.None);

        Assert.All([first, again, second, late], result => Assert.Equal([id], result.Resumed));
        Assert.Equal("e2", Assert.Single(waits).Bookmark.ActivityId);
        Assert.False((await host.Runtime.DispatchAsync(EventNamed("go", "key-3"), CancellationToken.None)).Matched);
    }

    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_also_after_a_restart()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        string id;
        await using (var host = await RuntimeHost.StartAsync(folder.Path, time, definitions: Delayed))
            id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "delay" }, CancellationToken.None)).InstanceId!;

        time.Advance(TimeSpan.FromHours(2));
        await using var again = await RuntimeHost.StartAsync(folder.Path, time, definitions: Delayed);

        await again.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished by its timer");
    }

    [Fact]
    public async Task An_interrupted_burst_goes_on_from_its_last_effect()
    {
        var probe = new Probe();
        string id;
        await using (var host = await RuntimeHost.StartAsync(folder.Path, configure: s => s.AddSingleton(probe), definitions: Gated))
        {
            id = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "gated" }, CancellationToken.None))!;
            await probe.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        probe.Gate.SetResult();
        await using var again = await RuntimeHost.StartAsync(folder.Path, configure: s => s.AddSingleton(probe), definitions: Gated);

        await again.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished after the restart");
        Assert.Equal(1, probe["first"]);
        Assert.Equal(1, probe["second"]);
    }

    [Fact]
    public async Task A_running_instance_can_be_cancelled()
    {
        var probe = new Probe();
        await using var host = await RuntimeHost.StartAsync(folder.Path, configure: s => s.AddSingleton(probe), definitions: Gated);
        var id = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "gated" }, CancellationToken.None))!;
        await probe.Reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(await host.Runtime.CancelAsync(id, CancellationToken.None));

        var summary = await host.Store.FindSummaryAsync(id, CancellationToken.None);
        Assert.Equal(WorkflowSubStatus.Cancelled, summary!.SubStatus);
        Assert.False(await host.Runtime.CancelAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task A_faulted_instance_is_an_incident_that_can_be_retried()
    {
        const string Faulty = """
            {"definitionId":"faulty","name":"Faulty","variables":[{"id":"ok","name":"ok","typeName":"Boolean","value":"False"}],
             "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
               {"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{"typeName":"String","expression":{"type":"Literal","value":"if (!getInput('ok')) throw new Error('not yet')"}}}]}}
            """;
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Faulty);
        var run = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "faulty" }, CancellationToken.None);

        var incident = Assert.Single((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, CancellationToken.None)).Items);
        Assert.Contains("not yet", incident.Message, StringComparison.Ordinal);
        Assert.True(await host.Runtime.RetryAsync(run.InstanceId!, CancellationToken.None));

        var open = await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, CancellationToken.None);
        Assert.NotEqual(incident.Id, Assert.Single(open.Items).Id);
    }

    [Fact]
    public async Task A_cron_schedule_starts_each_time_once()
    {
        const string EveryMinute = """
            {"definitionId":"cron","name":"Cron","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"c","type":"Elsa.Cron","version":1,"customProperties":{"canStartWorkflow":true},"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"* * * * *"}}}],"connections":[]}}
            """;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
        await using var host = await RuntimeHost.StartAsync(folder.Path, time, definitions: EveryMinute);
        for (var minute = 1; minute <= 3; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while ((await host.Store.ListAsync(new InstanceFilter { DefinitionId = "cron" }, timeout.Token)).TotalCount < minute)
            {
                // The loop may have begun its wait only after the clock was moved on.
                await tick.WaitForNextTickAsync(timeout.Token);
                time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Equal(3, (await host.Store.ListAsync(new InstanceFilter { DefinitionId = "cron" }, CancellationToken.None)).TotalCount);
    }

    [Fact]
    public async Task A_faulty_definition_is_refused_with_all_its_faults()
    {
        const string Bad = """
            {"definitionId":"bad","name":"Bad","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"No.Such","version":1},
              {"id":"b","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"1 +"}}},
              {"id":"c","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Variable","value":"nobody"}}}],
              "connections":[{"source":{"activity":"b"},"target":{"activity":"z"}}]}}
            """;
        await using var host = await RuntimeHost.StartAsync(folder.Path);

        var result = await host.PublishAsync(Bad);

        Assert.False(result.Succeeded);
        Assert.Equal(["a type", "b text", "c text", "f connections"], result.Faults.Select(f => $"{f.ActivityId} {f.Property}").Order(StringComparer.Ordinal));
    }
}
