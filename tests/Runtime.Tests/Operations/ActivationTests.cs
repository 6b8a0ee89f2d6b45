using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Operations;

/// <summary>How many instances may run at the same time, also when many start at once.</summary>
public sealed class ActivationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", 1)]
    [InlineData("Correlation", 4)]
    [InlineData("CorrelatedSingletonStrategy", 4)]
    [InlineData("Always", 40)]
    [InlineData(null, 40)]
    public async Task Of_many_starts_at_once_as_many_win_as_the_strategy_allows(string? strategy, int expected)
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting("one", strategy));

        var starts = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(
            () => host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "one", CorrelationId = $"c{n % 4}" }, Cancel).AsTask(), Cancel)));

        Assert.Equal(expected, starts.Count(id => id is not null));
        Assert.Equal(expected, (await host.Store.ListAsync(new InstanceFilter { DefinitionId = "one", PageSize = 100 }, Cancel)).TotalCount);
    }

    [Fact]
    public async Task Correlation_counts_instances_of_all_definitions_and_a_correlated_singleton_only_its_own()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting("free", null), Waiting("corr", "Correlation"), Waiting("own", "CorrelatedSingleton")]);
        await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "free", CorrelationId = "c" }, Cancel);

        Assert.Null(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "corr", CorrelationId = "c" }, Cancel));
        Assert.NotNull(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "own", CorrelationId = "c" }, Cancel));
        Assert.Null(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "own", CorrelationId = "c" }, Cancel));
        Assert.NotNull(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "own", CorrelationId = "c", Tenant = "red" }, Cancel));
        Assert.NotNull(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = "corr" }, Cancel));
    }

    [Fact]
    public async Task A_trigger_obeys_the_strategy_a_repetition_finds_its_instance_and_a_finished_one_makes_room()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: Waiting("one", "Singleton"));

        var first = await host.Runtime.DispatchAsync(Begin("k1"), Cancel);
        var refused = await host.Runtime.DispatchAsync(Begin("k2"), Cancel);
        var repeated = await host.Runtime.DispatchAsync(Begin("k1"), Cancel);
        await host.Runtime.CancelAsync(first.Started[0], Cancel);
        var after = await host.Runtime.DispatchAsync(Begin("k3"), Cancel);

        Assert.Single(first.Started);
        Assert.Empty(refused.Started);
        Assert.Equal(first.Started, repeated.Started);
        Assert.NotEqual(first.Started, Assert.Single(after.Started) is { } id ? [id] : []);
    }

    private static Stimulus Begin(string key) => new() { Name = Event.Stimulus, Payload = Event.PayloadOf("begin"), IdempotencyKey = key };

    private static string Waiting(string id, string? strategy) => $$"""
        {"definitionId":"{{id}}","name":"{{id}}","options":{"activationStrategyType":{{(strategy is null ? "null" : $"\"{strategy}\"")}} },
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
           {"id":"b","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"begin"} } },
           {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"} } }],
          "connections":[{"source":{"activity":"b","port":"Done"},"target":{"activity":"e","port":"In"} }] } }
        """;
}
