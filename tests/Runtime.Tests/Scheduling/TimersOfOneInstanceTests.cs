using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Scheduling;

public sealed class TimersOfOneInstanceTests : IDisposable
{
    private const int Branches = 60;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();
    private readonly CommitLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_that_are_due_are_resumed_by_one_commit()
    {
        var many = Parallel(Enumerable.Range(0, Branches).Select(i => Branch($"b{i}", "01:00:00")));
        string id;
        await using (var host = await StartAsync(many))
            id = await RunAsync(host);
        time.Advance(TimeSpan.FromHours(1));

        await using var again = await StartAsync(many);

        await again.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished by its timers");
        Assert.Equal([Branches, 0], log.Commits.Select(commit => commit.BookmarksAdded.Count));
        Assert.Equal(Branches, log.Commits[1].BookmarksRemoved.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Branches).Select(i => $"b{i}").Order(), (await again.LinesAsync(id)).Order());
    }

    [Fact]
    public async Task One_that_is_not_due_waits_on()
    {
        var two = Parallel([Branch("early", "01:00:00"), Branch("late", "02:00:00")]);
        await using var host = await StartAsync(two);
        var id = await RunAsync(host);

        await AdvanceUntilAsync(host, async () => (await host.LinesAsync(id)).Count == 1, "the first timer has fired");

        Assert.Equal(["early"], await host.LinesAsync(id));
        var left = Assert.Single(await host.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.Zero), left.Bookmark.DueAt);

        await AdvanceUntilAsync(host, async () => (await host.LinesAsync(id)).Count == 2, "the second timer has fired");
        Assert.Equal(["early", "late"], await host.LinesAsync(id));
    }

    [Fact]
    public async Task Of_several_that_exclude_each_other_the_earliest_wins()
    {
        var any = $$"""{"definitionId":"many","name":"Many","root":{"id":"w","type":"Orchestrator.WaitAny","version":1,"branches":[{{Branch("second", "00:30:00")}},{{Branch("first", "00:20:00")}}]} }""";
        string id;
        await using (var host = await StartAsync(any))
            id = await RunAsync(host);
        time.Advance(TimeSpan.FromHours(1));

        await using var again = await StartAsync(any);

        await again.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished by the first timer");
        Assert.Equal(["first"], await again.LinesAsync(id));
        Assert.Empty(await again.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None));
    }

    [Fact]
    public async Task A_timer_that_a_resumption_sets_fires_as_well()
    {
        var loop = Parallel(Enumerable.Range(0, 3).Select(i =>
            $$"""{"id":"s{{i}}","type":"Elsa.Sequence","version":1,"activities":[{{Delay($"d{i}", "01:00:00")}},{{Delay($"e{i}", "00:00:00")}},{{Line($"b{i}")}}]}"""));
        await using var host = await StartAsync(loop);
        var id = await RunAsync(host);

        await AdvanceUntilAsync(host, async () => (await host.LinesAsync(id)).Count == 3, "the timers have fired twice");

        await host.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
    }

    private Task<RuntimeHost> StartAsync(string definition) => RuntimeHost.StartAsync(folder.Path, time, services => services.AddSingleton<ICommitObserver>(log), definition);

    private static async Task<string> RunAsync(RuntimeHost host) => (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "many" }, CancellationToken.None)).InstanceId!;

    /// <summary>Minute by minute: the service may begin to wait at any moment.</summary>
    private Task AdvanceUntilAsync(RuntimeHost host, Func<Task<bool>> condition, string awaited) => host.UntilAsync(
        async () =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return await condition();
        },
        awaited);

    private static string Parallel(IEnumerable<string> branches) =>
        $$"""{"definitionId":"many","name":"Many","root":{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{string.Join(',', branches)}}]} }""";

    private static string Branch(string name, string delay) =>
        $$"""{"id":"s-{{name}}","type":"Elsa.Sequence","version":1,"activities":[{{Delay($"d-{name}", delay)}},{{Line(name)}}]}""";

    private static string Delay(string id, string delay) =>
        $$"""{"id":"{{id}}","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{delay}}"} } }""";

    private static string Line(string text) =>
        $$"""{"id":"l-{{text}}","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"{{text}}"} } }""";
}
