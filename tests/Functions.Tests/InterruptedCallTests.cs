using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Functions.Executors.Docker;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Functions;

/// <summary>A server that stops in the middle of a call.</summary>
public sealed class InterruptedCallTests
{
    [Fact]
    public async Task A_call_that_the_server_left_goes_on_after_a_restart_and_its_handler_ran_once()
    {
        using var folder = new TestFolder();
        await using (var before = await FunctionsHost.StartAsync(folder.Path, FunctionsHost.DockerEndpoint))
        {
            await before.MakeAsync("slow", "let n = 0; module.exports = async () => { n += 1; await new Promise((r) => setTimeout(r, 3000)); return { n }; };");
            await before.IdleAsync();
            _ = before.SendAsync("POST", "/api/org/red/slow", new { });
            await FunctionsHost.WaitAsync("the handler to be asked", () => Task.FromResult(IsPosted(folder.Path)));
        }

        await using var after = await FunctionsHost.StartAsync(folder.Path, FunctionsHost.DockerEndpoint);
        await after.IdleAsync();

        var call = Assert.Single((await after.Store.ListAsync(new InstanceFilter { DefinitionId = "functions-call" }, CancellationToken.None)).Items);
        var effects = await after.Store.ListEffectsAsync(call.Id, CancellationToken.None);
        Assert.Contains("{\\\"n\\\":1}", effects.Single(e => e.Name == "post").Receipt!, StringComparison.Ordinal);
        Assert.All(effects, e => Assert.NotNull(e.ReceiptAt));
        var journal = await after.Store.ListJournalAsync(call.Id, 0, 200, CancellationToken.None);
        Assert.Contains(journal.Items, e => e.EventName == "Replied");
        Assert.Equal(0, await RunningAsync(after));
        await after.SendAsync("DELETE", "/api/org/red/functions/slow");
        await after.IdleAsync();
    }

    private static bool? IsPosted(string folder) =>
        Directory.EnumerateFiles(folder, "lease.json", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains("\"postedAt\":\"", StringComparison.Ordinal)) ? true : null;

    /// <summary>Running containers of this installation; others may use the same engine.</summary>
    private static async Task<int> RunningAsync(FunctionsHost host)
    {
        using var client = new DockerClientBuilder().WithEndpoint(new Uri(FunctionsHost.DockerEndpoint)).Build();
        var filters = host.Services.GetRequiredService<DockerNames>().Filter();
        return (await client.Containers.ListContainersAsync(new ContainersListParameters { Filters = filters })).Count;
    }
}
