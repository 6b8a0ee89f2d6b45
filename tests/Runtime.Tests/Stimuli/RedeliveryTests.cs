using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Tests.Runtime.Scheduling;

namespace Orchestrator.Tests.Runtime.Stimuli;

/// <summary>A stimulus that comes again when other definitions and waits match it than before.</summary>
public sealed class RedeliveryTests : IDisposable
{
    private const string Key = "message-1";

    private readonly TemporaryFolder folder = new();
    private readonly CommitLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_definition_is_started_once_though_another_is_published_in_between()
    {
        await using var host = await StartAsync(Starting("one"));
        var first = await DispatchAsync(host);
        Assert.True((await host.PublishAsync(Starting("two"))).Succeeded);

        var second = await DispatchAsync(host);
        var third = await DispatchAsync(host);

        Assert.Single(first.Started);
        Assert.Equal(first.Started, second.Started.Intersect(first.Started));
        Assert.Equal(second.Started.Order(), third.Started.Order());
        Assert.Equal((1, 1), (await CountAsync(host, "one"), await CountAsync(host, "two")));
    }

    [Fact]
    public async Task A_definition_is_started_once_though_another_is_retracted_in_between()
    {
        await using var host = await StartAsync(Starting("one"), Starting("two"));
        await DispatchAsync(host);
        await host.Definitions.RetractAsync("two", CancellationToken.None);

        await DispatchAsync(host);

        Assert.Equal((1, 1), (await CountAsync(host, "one"), await CountAsync(host, "two")));
    }

    [Fact]
    public async Task An_instance_is_resumed_once_though_it_waits_at_more_places_then()
    {
        var fan = $$"""{"definitionId":"fan","name":"fan","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{{Wait("a")}},{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{Wait("b")}},{{Wait("c")}}]}]} }""";
        await using var host = await StartAsync(fan);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "fan" }, CancellationToken.None)).InstanceId!;
        await DispatchAsync(host);

        var again = await DispatchAsync(host);

        Assert.Equal([id], again.Resumed);
        Assert.Equal(["b", "c"], (await WaitsAsync(host, id)).Order());
    }

    [Fact]
    public async Task All_waits_of_an_instance_are_resumed_by_one_commit()
    {
        var many = $$"""{"definitionId":"many","name":"many","root":{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{string.Join(',', Enumerable.Range(0, 50).Select(i => Wait($"w{i}")))}}]} }""";
        await using var host = await StartAsync(many);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "many" }, CancellationToken.None)).InstanceId!;

        var result = await DispatchAsync(host);

        await host.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
        Assert.Equal([id], result.Resumed);
        Assert.Equal([0, 50], log.Commits.Select(commit => commit.BookmarksRemoved.Count));
    }

    [Fact]
    public async Task What_a_stimulus_has_started_is_not_resumed_by_it_as_well()
    {
        var both = $$"""{"definitionId":"both","name":"both","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{{Wait("start", """, "customProperties":{"canStartWorkflow":true}""")}},{{Wait("next")}}],"connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"next","port":"In"} }]} }""";
        await using var host = await StartAsync(both);

        var first = await DispatchAsync(host);
        var id = Assert.Single(first.Started);
        await host.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Suspended, "suspended");
        var second = await DispatchAsync(host);

        Assert.Equal([id], second.Started);
        Assert.Empty(second.Resumed);
        Assert.Equal(["next"], await WaitsAsync(host, id));
    }

    [Theory]
    [InlineData(Key)]
    [InlineData($"{Key}#one:e")]
    public async Task A_start_by_an_earlier_release_is_known(string earlierForm)
    {
        await using var host = await StartAsync(Starting("one"), Starting("two"));
        var earlier = await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "one", IdempotencyKey = earlierForm }, CancellationToken.None);
        await UpgradeAsync(host);
        await using var upgraded = await StartAsync(Starting("one"), Starting("two"));

        var result = await DispatchAsync(upgraded);

        Assert.Contains(earlier, result.Started);
        Assert.Equal((1, 1), (await CountAsync(upgraded, "one"), await CountAsync(upgraded, "two")));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}@{1}/{2}#1")]
    public async Task A_resumption_by_an_earlier_release_is_known(string earlierForm)
    {
        var twice = $$"""{"definitionId":"twice","name":"twice","root":{"id":"l","type":"Elsa.While","version":1,"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true} },"body":{{Wait("w")}} } }""";
        await using var host = await StartAsync(twice);
        var id = (await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "twice" }, CancellationToken.None)).InstanceId!;
        var before = Assert.Single(await host.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None)).Bookmark;
        var stored = (await host.Store.LoadAsync(id, CancellationToken.None))!;
        await host.Store.CommitAsync(
            new InstanceCommit
            {
                Summary = stored.Summary,
                ExpectedRevision = stored.Revision,
                State = stored.State,
                IdempotencyKey = string.Format(CultureInfo.InvariantCulture, earlierForm, Key, id, before.ActivityNodeId),
            },
            CancellationToken.None);
        await UpgradeAsync(host);
        await using var upgraded = await StartAsync(twice);

        var result = await DispatchAsync(upgraded);

        Assert.Equal([id], result.Resumed);
        Assert.Equal(before.Id, Assert.Single(await upgraded.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, CancellationToken.None)).Bookmark.Id);
    }

    /// <summary>Leaves what the migration leaves that finds keys of an earlier release.</summary>
    private static async Task UpgradeAsync(RuntimeHost host) => await host.Services.GetRequiredService<IDocumentStore>().SaveAsync(
        "stimulus-keys", "", "earlier-forms", new Dictionary<string, object?>(), expectedRevision: null, CancellationToken.None);

    private Task<RuntimeHost> StartAsync(params string[] definitions) =>
        RuntimeHost.StartAsync(folder.Path, configure: services => services.AddSingleton<ICommitObserver>(log), definitions: definitions);

    private static async Task<DispatchResult> DispatchAsync(RuntimeHost host) => await host.Runtime.DispatchAsync(
        new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf("go"), IdempotencyKey = Key }, CancellationToken.None);

    private static async Task<long> CountAsync(RuntimeHost host, string definitionId) =>
        (await host.Store.ListAsync(new InstanceFilter { DefinitionId = definitionId }, CancellationToken.None)).TotalCount;

    private static async Task<IEnumerable<string>> WaitsAsync(RuntimeHost host, string instanceId) =>
        (await host.Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instanceId }, CancellationToken.None)).Select(row => row.Bookmark.ActivityId);

    private static string Starting(string id) =>
        $$"""{"definitionId":"{{id}}","name":"{{id}}","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{{Wait("e", """, "customProperties":{"canStartWorkflow":true}""")}}],"connections":[]} }""";

    private static string Wait(string id, string more = "") =>
        $$"""{"id":"{{id}}","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"} }{{more}} }""";
}
