using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Children;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime;

/// <summary>Channels with workers of their own, for dispatched workflows.</summary>
public sealed class DispatchChannelTests : IDisposable
{
    private const string Slow = """
        {"id":"slow-1","definitionId":"slow","name":"Slow","version":1,"root":{"id":"g","type":"Test.GatedActivity","version":1}}
        """;

    private const string Quick = """
        {"id":"quick-1","definitionId":"quick","name":"Quick","version":1,"root":{"id":"w","type":"Elsa.WriteLine","version":1}}
        """;

    private readonly Probe probe = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Bulk(string child, string channel) => $$$"""
        {"id":"bulk-1","definitionId":"bulk","name":"Bulk","version":1,"root":{"id":"b","type":"Elsa.BulkDispatchWorkflows","version":1,
          "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"{{{child}}}"}},"items":{"typeName":"Object","expression":{"type":"JavaScript","value":"[1,2,3,4,5]"}},
          "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"False"}},"channelName":{"typeName":"String","expression":{"type":"Literal","value":"{{{channel}}}"} } } }
        """;

    private static string Dispatch(string channel) => $$$"""
        {"id":"one-1","definitionId":"one","name":"One","version":1,"root":{"id":"d","type":"Elsa.DispatchWorkflow","version":1,
          "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"quick"}},"channelName":{"typeName":"String","expression":{"type":"Literal","value":"{{{channel}}}"} } } }
        """;

    private Task<RuntimeHost> StartAsync(Dictionary<string, int> channels, params string[] definitions) => RuntimeHost.StartAsync(
        folder.Path,
        configure: services =>
        {
            services.AddSingleton(probe);
            services.Configure<DispatchOptions>(options =>
            {
                foreach (var (name, degree) in channels)
                    options.Channels[name] = degree;
            });
        },
        definitions: definitions);

    private static async Task RunAsync(RuntimeHost host, string definitionId) =>
        Assert.NotNull(await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = definitionId }, TestContext.Current.CancellationToken));

    private static Task FinishAsync(RuntimeHost host, string definitionId, int count) => host.UntilAsync(
        async () => (await host.Store.ListAsync(new InstanceFilter { DefinitionId = definitionId, Statuses = [WorkflowStatus.Finished] }, CancellationToken.None)).TotalCount == count,
        $"{count} instances of {definitionId} have finished");

    [Fact]
    public async Task A_channel_starts_as_many_as_its_degree_and_holds_back_nobody_else()
    {
        await using var host = await StartAsync(new() { ["narrow"] = 2 }, Slow, Quick, Bulk("slow", "narrow"), Dispatch(""));
        await RunAsync(host, "bulk");
        await host.UntilAsync(() => Task.FromResult(probe["first"] == 2), "two children are at work");

        await RunAsync(host, "one");

        await FinishAsync(host, "quick", 1);
        Assert.Equal(2, probe["first"]);
        probe.Gate.SetResult();
        await FinishAsync(host, "slow", 5);
    }

    [Theory]
    [InlineData("There is no dispatch channel 'wide'; this host has none.")]
    [InlineData("There is no dispatch channel 'wide'; this host has big, narrow.", "narrow", "big")]
    public async Task A_channel_that_the_host_does_not_have_is_a_fault(string message, params string[] channels)
    {
        await using var host = await StartAsync(channels.ToDictionary(name => name, _ => 1), Quick, Dispatch("wide"), Bulk("quick", "wide"));

        foreach (var definition in new[] { "one", "bulk" })
        {
            var result = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = definition }, TestContext.Current.CancellationToken);

            Assert.Equal(message, Assert.Single(result.State!.Incidents).Message);
        }

        Assert.Empty((await host.Store.ListAsync(new InstanceFilter { DefinitionId = "quick" }, TestContext.Current.CancellationToken)).Items);
    }

    [Fact]
    public async Task What_waits_on_a_channel_is_started_after_the_channel_is_gone()
    {
        await using (var host = await StartAsync(new() { ["narrow"] = 1 }, Slow, Bulk("slow", "narrow")))
        {
            await RunAsync(host, "bulk");
            await host.UntilAsync(() => Task.FromResult(probe["first"] >= 1), "a child is at work");
        }

        probe.Gate.SetResult();
        await using var later = await StartAsync([], Slow, Bulk("slow", "narrow"));

        await FinishAsync(later, "slow", 5);
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", 257)]
    [InlineData(" ", 1)]
    public async Task A_degree_out_of_range_is_told_at_the_start(string name, int degree)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new() { [name] = degree }, Quick));

        Assert.Contains($"Dispatch channel '{name}' needs a name and a degree from 1 to 256; its degree is {degree}.", exception.Message, StringComparison.Ordinal);
    }
}
