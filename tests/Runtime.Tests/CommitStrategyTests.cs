using Orchestrator.Core;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Runtime;

public sealed class CommitStrategyTests : IDisposable
{
    private const string Line = """{"id":"l","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"a"}}}""";
    private const string Wait = """{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}""";
    private const string Send = """{"id":"p","type":"Elsa.PublishEvent","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"gone"}}}""";
    private const string Fault = """{"id":"f","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"broken"}}}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_commits_an_instance_that_finishes_at_once_is_not_saved()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Definition(Line));

        var run = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "w" }, TestContext.Current.CancellationToken);

        Assert.Equal(WorkflowSubStatus.Finished, run.State!.SubStatus);
        Assert.Null(await host.Store.FindSummaryAsync(run.State.Id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Wait)]
    [InlineData(Send)]
    [InlineData(Fault)]
    public async Task Without_commits_an_instance_that_waits_or_sends_or_fails_is_saved_all_the_same(string activity)
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Definition(activity));

        var run = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "w" }, TestContext.Current.CancellationToken);

        Assert.NotNull(await host.Store.FindSummaryAsync(run.State!.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_commits_a_start_with_an_idempotency_key_is_still_known_the_second_time()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Definition(Line));
        var start = new StartWorkflow { DefinitionId = "w", IdempotencyKey = "once" };

        var first = await host.Runtime.StartAsync(start, TestContext.Current.CancellationToken);
        await host.Runtime.StartAsync(start, TestContext.Current.CancellationToken);

        await host.WaitForAsync(first!, s => s.Status == WorkflowStatus.Finished, "finished");
        Assert.Equal(1, (await host.Store.ListAsync(new Orchestrator.Runtime.Stores.InstanceFilter(), TestContext.Current.CancellationToken)).TotalCount);
    }

    private static string Definition(string activity) => $$"""
        {"id":"w-1","definitionId":"w","name":"W","version":1,"options":{"commitStrategyName":"None"},
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{{activity}}]} }
        """;
}
