using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime.CodeFirst;

public sealed class CodeFirstTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Task<RuntimeHost> StartAsync(Action<IServiceCollection> configure, params string[] definitions) => RuntimeHost.StartAsync(folder.Path, null, configure, definitions);

    private static async Task<string> StartGreetingAsync(RuntimeHost host) => (await host.Runtime.RunAsync(
        new StartWorkflow { DefinitionId = nameof(Greeting), Input = new Dictionary<string, object?> { ["Who"] = "Ann" } }, CancellationToken.None)).InstanceId!;

    private static async Task GoAsync(RuntimeHost host, string id)
    {
        await host.Runtime.DispatchAsync(new Stimulus { Name = Event.Stimulus, Payload = Event.PayloadOf("go"), WorkflowInstanceId = id }, CancellationToken.None);
        await host.WaitForAsync(id, i => i.SubStatus == WorkflowSubStatus.Finished, "finished");
    }

    [Fact]
    public async Task It_runs_with_its_functions_also_after_a_restart()
    {
        string id;
        await using (var host = await StartAsync(s => s.AddWorkflow<Greeting>()))
            id = await StartGreetingAsync(host);

        await using var again = await StartAsync(s => s.AddWorkflow<Greeting>());
        await GoAsync(again, id);

        Assert.Equal(["Hello, Ann"], await again.LinesAsync(id));
    }

    [Fact]
    public async Task It_is_among_the_definitions_and_read_only()
    {
        await using var host = await StartAsync(s => s.AddWorkflow<Greeting>());
        var store = host.Services.GetRequiredService<IDefinitionStore>();

        var stored = (await store.FindAsync(nameof(Greeting), VersionOptions.Published, CancellationToken.None))!;
        var refused = await host.PublishAsync(stored.Json);

        Assert.Equal(("Greeting:1", 1, "Greets", true), (stored.Id, stored.Version, stored.Description, stored.IsReadonly));
        Assert.Equal(DefinitionRefusal.ReadOnly, refused.Refusal);
        var json = JsonNode.Parse(stored.Json)!;
        Assert.Equal(["Elsa.Inline", "Elsa.Event", "Elsa.WriteLine"], json["root"]!["activities"]!.AsArray().Select(a => a!["type"]!.GetValue<string>()));
        Assert.Equal("go", json["root"]!["activities"]![1]!["eventName"]!["expression"]!["value"]!.GetValue<string>());
        Assert.Equal("Who", json["inputs"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Running_instances_keep_their_version_and_new_ones_get_the_newest()
    {
        string old;
        await using (var host = await StartAsync(s => s.AddWorkflow<Greeting>()))
            old = await StartGreetingAsync(host);

        await using var both = await StartAsync(s => s.AddWorkflow<GreetingTwo>().AddWorkflow<Greeting>());
        await GoAsync(both, old);
        var fresh = await StartGreetingAsync(both);

        Assert.Equal(["Hello, Ann"], await both.LinesAsync(old));
        Assert.Equal(["two", "done"], await both.LinesAsync(fresh));
        var versions = await both.Services.GetRequiredService<IDefinitionStore>()
            .ListAsync(new DefinitionFilter { DefinitionIds = [nameof(Greeting)], Version = VersionOptions.All, OrderBy = "Version" }, CancellationToken.None);
        Assert.Equal([(1, false, false), (2, true, true)], versions.Items.Select(v => (v.Version, v.IsLatest, v.IsPublished)));
    }

    [Fact]
    public async Task Its_definition_id_must_not_be_one_that_people_have_made()
    {
        const string Made = """{"definitionId":"Greeting","name":"Mine","root":{"id":"a","type":"Elsa.WriteLine","version":1}}""";
        await using (var host = await StartAsync(_ => { }))
            Assert.True((await host.PublishAsync(Made)).Succeeded);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(s => s.AddWorkflow<Greeting>()));

        Assert.Contains("'Mine'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_version_twice_is_refused()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(s => s.AddWorkflow<Greeting>().AddWorkflow<Greeting>()));

        Assert.Contains("twice", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_a_function_in_a_definition_says_that_it_has_none()
    {
        const string Copy = """{"definitionId":"copy","name":"Copy","root":{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Delegate","value":null}}}}""";
        await using var host = await StartAsync(_ => { }, Copy);

        var result = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "copy" }, CancellationToken.None);

        var incident = Assert.Single((await host.Store.ListIncidentsAsync(new IncidentFilter { InstanceId = result.InstanceId }, CancellationToken.None)).Items);
        Assert.Contains("written in code", incident.Detail, StringComparison.Ordinal);
    }
}
