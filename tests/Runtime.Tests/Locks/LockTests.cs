using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Locks;

public sealed class LockTests : IDisposable
{
    private const string Locked = """
        {"definitionId":"locked","name":"Locked","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"lock","type":"Orchestrator.Lock","version":1,"lockName":{"typeName":"String","expression":{"type":"Literal","value":"vm-1"}},
           "lease":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:10:00"}},"waitTimeout":{"typeName":"Object","expression":{"type":"Input","value":"wait"}},
           "body":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
             {"id":"in","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"'token ' + variables.LockToken"}}},
             {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"leave"}}},
             {"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{"typeName":"String","expression":{"type":"Literal","value":"if (getInput('fails')) throw new Error('broken')"}}}]}},
          {"id":"done","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"done"}}},
          {"id":"late","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"late"}}}],
         "connections":[{"source":{"activity":"lock","port":"Done"},"target":{"activity":"done","port":"In"}},{"source":{"activity":"lock","port":"TimedOut"},"target":{"activity":"late","port":"In"}}]}}
        """;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<RuntimeHost> StartAsync(Action<IServiceCollection>? configure = null) => RuntimeHost.StartAsync(folder.Path, time, configure, Locked);

    private static async Task<string> RunAsync(RuntimeHost host, string tenant = "acme", params (string Name, object Value)[] input) => (await host.Runtime.RunAsync(
        new StartWorkflow { DefinitionId = "locked", Tenant = tenant, Input = input.ToDictionary(i => i.Name, object? (i) => i.Value) }, CancellationToken.None)).InstanceId!;

    private static async Task LeaveAsync(RuntimeHost host, string id)
    {
        var result = await host.Runtime.DispatchAsync(new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf("leave"), WorkflowInstanceId = id }, CancellationToken.None);
        Assert.Equal([id], result.Resumed);
    }

    /// <summary>Waits until an instance holds the lock.</summary>
    private static Task HoldsAsync(RuntimeHost host, string id) => host.UntilAsync(async () => (await host.LinesAsync(id)).Any(l => l.StartsWith("token", StringComparison.Ordinal)), $"instance {id} holds the lock");

    private static async Task<IReadOnlyList<IncidentRow>> OpenIncidentsAsync(RuntimeHost host, string id) =>
        (await host.Store.ListIncidentsAsync(new IncidentFilter { InstanceId = id, OpenOnly = true }, CancellationToken.None)).Items;

    private static Task FinishedAsync(RuntimeHost host, string id) => host.WaitForAsync(id, i => i.Status == WorkflowStatus.Finished, "finished");

    [Fact]
    public async Task One_holds_it_and_the_others_get_it_in_the_order_in_which_they_came()
    {
        await using var host = await StartAsync();
        var ids = new List<string>();
        for (var n = 0; n < 3; n++)
            ids.Add(await RunAsync(host));

        foreach (var (id, next) in ids.Zip([.. ids.Skip(1), null]))
        {
            await HoldsAsync(host, id);
            if (next is not null)
                Assert.Empty(await host.LinesAsync(next));
            await LeaveAsync(host, id);
            await FinishedAsync(host, id);
        }

        Assert.Equal(["token 1", "done"], await host.LinesAsync(ids[0]));
        Assert.Equal(["token 2", "done"], await host.LinesAsync(ids[1]));
        Assert.Equal(["token 3", "done"], await host.LinesAsync(ids[2]));
    }

    [Fact]
    public async Task Tenants_do_not_share_a_lock()
    {
        await using var host = await StartAsync();

        var acme = await RunAsync(host);
        var pscoe = await RunAsync(host, "pscoe");

        Assert.Equal(["token 1"], await host.LinesAsync(acme));
        Assert.Equal(["token 1"], await host.LinesAsync(pscoe));
    }

    [Fact]
    public async Task A_restart_neither_frees_nor_loses_it()
    {
        string first, second;
        await using (var host = await StartAsync())
        {
            first = await RunAsync(host);
            second = await RunAsync(host);
        }

        await using var again = await StartAsync();
        Assert.Empty(await again.LinesAsync(second));
        await LeaveAsync(again, first);

        await HoldsAsync(again, second);
    }

    [Fact]
    public async Task A_fault_in_the_body_frees_it_and_a_retry_asks_for_it_anew()
    {
        await using var host = await StartAsync();
        var first = await RunAsync(host, "acme", ("fails", true));
        var second = await RunAsync(host);

        await LeaveAsync(host, first);
        await HoldsAsync(host, second);
        Assert.True(await host.Runtime.RetryAsync(first, CancellationToken.None));
        await LeaveAsync(host, second);

        await host.UntilAsync(async () => (await host.LinesAsync(first)).Count == 2, "the first holds it again");
        Assert.Equal(["token 1", "token 3"], await host.LinesAsync(first));
        Assert.Empty((await host.Store.ListIncidentsAsync(new IncidentFilter { OpenOnly = true }, CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Cancelling_the_holder_frees_it_and_cancelling_one_in_line_leaves_the_line()
    {
        await using var host = await StartAsync();
        var first = await RunAsync(host);
        var second = await RunAsync(host);
        var third = await RunAsync(host);

        await host.Runtime.CancelAsync(second, CancellationToken.None);
        await host.Runtime.CancelAsync(first, CancellationToken.None);

        await HoldsAsync(host, third);
        Assert.Empty(await host.LinesAsync(second));
    }

    [Fact]
    public async Task When_the_lease_ends_the_body_is_cancelled_and_the_next_one_gets_it()
    {
        await using var host = await StartAsync();
        var first = await RunAsync(host);
        time.Advance(TimeSpan.FromMinutes(5));
        var second = await RunAsync(host);

        time.Advance(TimeSpan.FromMinutes(6));

        await HoldsAsync(host, second);
        await host.UntilAsync(async () => (await OpenIncidentsAsync(host, first)).Count > 0, "the first says that its lease ended");
        var incident = Assert.Single(await OpenIncidentsAsync(host, first));
        Assert.Equal(("lock", "lock.lease-ended"), (incident.ActivityId, incident.Code));
        Assert.False((await host.Runtime.DispatchAsync(new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf("leave"), WorkflowInstanceId = first }, CancellationToken.None)).Matched);
    }

    [Fact]
    public async Task Who_waits_too_long_leaves_the_line_by_TimedOut()
    {
        await using var host = await StartAsync();
        var first = await RunAsync(host);
        var second = await RunAsync(host, "acme", ("wait", "00:01:00"));
        var third = await RunAsync(host);

        time.Advance(TimeSpan.FromMinutes(2));
        await FinishedAsync(host, second);
        await LeaveAsync(host, first);

        await HoldsAsync(host, third);
        Assert.Equal(["late"], await host.LinesAsync(second));
    }

    [Fact]
    public async Task Killed_between_the_request_and_the_commit_it_is_taken_once_after_the_restart()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string id;
        await using (var host = await StartAsync(services =>
        {
            var real = services.Single(s => s.ServiceType == typeof(ILockStore)).ImplementationType!;
            services.AddSingleton<ILockStore>(p => new StoppedLockStore((ILockStore)ActivatorUtilities.CreateInstance(p, real), reached));
        }))
        {
            id = (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "locked", Tenant = "acme" }, CancellationToken.None))!;
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        await using var again = await StartAsync();
        await HoldsAsync(again, id);
        var second = await RunAsync(again);
        await LeaveAsync(again, id);

        await HoldsAsync(again, second);
        Assert.Equal(["token 1", "done"], await again.LinesAsync(id));
        Assert.Equal(["token 2"], await again.LinesAsync(second));
    }
}
