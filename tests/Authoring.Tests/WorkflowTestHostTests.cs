using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Locks;
using Orchestrator.Testing;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Authoring;

public sealed class WorkflowTestHostTests : IDisposable
{
    private readonly WorkflowTestHost host = new();

    public void Dispose() => host.Dispose();

    private static Delay Wait(int minutes) => new() { TimeSpan = new(TimeSpan.FromMinutes(minutes)) };

    private WriteLine Clock(string text) => new() { Text = new(_ => $"{text} {host.Time.GetUtcNow():HH:mm}") };

    [Fact]
    public async Task Timers_fire_in_order_each_at_its_own_time()
    {
        var root = new Fork
        {
            Branches =
            [
                new Sequence { Activities = [Wait(30), Clock("late"), Wait(20), Clock("later")] },
                new Sequence { Activities = [Wait(10), Clock("early")] },
            ],
        };
        var run = await host.RunAsync(root);

        await run.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["early 00:10", "late 00:30", "later 00:50"], run.Lines);
        Assert.True(run.IsFinished);
        Assert.Equal(1, host.Time.GetUtcNow().Hour);
    }

    [Fact]
    public async Task An_event_reaches_the_activity_that_waits_for_it()
    {
        var run = await host.RunAsync(new Event { Id = "e", EventName = new("go") });

        Assert.False(await run.SendEventAsync("other"));
        Assert.True(await run.SendEventAsync("go", new { N = 3 }));

        Assert.True(run.IsFinished);
        Assert.Equal(3, Convert.ToInt32(((IDictionary<string, object?>)run.OutputsOf("e")["Result"]!)["n"], null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_workflow_with_a_result_gives_it_when_it_completes(bool isEarly)
    {
        var run = await host.RunAsync(new Answering(isEarly));

        await run.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.True(run.IsFinished);
        Assert.Equal(42, Convert.ToInt32(run.OutputsOf("Workflow1")["Result"], null));
    }

    private sealed class Answering(bool isEarly) : WorkflowBase<int>
    {
        protected override void Build(IWorkflowBuilder builder) => builder.Root = new Sequence
        {
            Activities = [new Inline(c => Result.Set(c, 41)), Wait(1), new Inline(c => Result.Set(c, Result.Get(c) + 1)), isEarly ? new Complete() : new WriteLine(), new WriteLine()],
        };
    }

    [Fact]
    public async Task What_does_not_survive_a_restart_is_found()
    {
        var counter = new Variable<int>("Counter", 1) { TypeName = "Int32" };
        var root = new Sequence { Variables = [counter], Activities = [Wait(1), new Inline(c => counter.Set(c, counter.Get(c) + 1)), Wait(1), new WriteLine { Text = new(c => $"{counter.Get(c)}") }] };

        var run = await host.RunAsync(root);
        await run.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["2"], run.Lines);
    }

    [Fact]
    public async Task A_fault_is_an_incident_that_can_be_retried()
    {
        var failures = 1;
        var run = await host.RunAsync(new Inline(_ =>
        {
            if (failures-- > 0)
                throw new WorkflowFaultException("not yet", "early");
        }));

        Assert.Equal("early", Assert.Single(run.Incidents).Code);
        Assert.True(await run.RetryAsync());

        Assert.True(run.IsFinished);
        Assert.Empty(run.Incidents);
        Assert.False(await run.RetryAsync());
    }

    [Fact]
    public async Task Runs_of_one_host_share_its_locks()
    {
        NamedLock Locked() => new() { LockName = new("vm"), Body = new Sequence { Activities = [new WriteLine { Text = new("in") }, Wait(10)] } };
        var first = await host.RunAsync(Locked());
        var second = await host.RunAsync(Locked());
        Assert.Empty(second.Lines);

        await first.AdvanceAsync(TimeSpan.FromMinutes(10));
        await second.AdvanceAsync(TimeSpan.Zero);

        Assert.True(first.IsFinished);
        Assert.Equal(["in"], second.Lines);
    }

    [Fact]
    public async Task Cancelling_ends_the_run()
    {
        var run = await host.RunAsync(Wait(1));

        await run.CancelAsync();

        Assert.Equal(WorkflowSubStatus.Cancelled, run.SubStatus);
        Assert.Empty(run.Bookmarks);
    }

    [Fact]
    public async Task A_faulty_definition_is_refused_with_all_its_faults()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => host.RunJsonAsync("""{"root":{"id":"a","type":"No.Such"}}"""));

        Assert.Contains("No.Such", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_without_a_root_says_so() =>
        Assert.Contains("root", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<Rootless>())).Message, StringComparison.Ordinal);

    private sealed class Rootless : WorkflowBase;
}
