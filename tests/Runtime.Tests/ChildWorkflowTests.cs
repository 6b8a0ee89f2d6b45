using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime;

public sealed class ChildWorkflowTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private const string Quick = """
        {"id":"quick-1","definitionId":"quick","name":"Quick","version":1,"inputs":[{"name":"N","type":"Object"}],"outputs":[{"name":"Answer","type":"Object"}],
         "root":{"id":"s","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Answer"}},
                 "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"getN() * 2"}}}}
        """;

    private const string Waiting = """
        {"id":"waiting-1","definitionId":"waiting","name":"Waiting","version":1,"outputs":[{"name":"Answer","type":"Object"}],
         "root":{"id":"q","type":"Elsa.Sequence","version":1,"activities":[
           {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
           {"id":"s","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Answer"}},
            "outputValue":{"typeName":"Object","expression":{"type":"Literal","value":"done"}}}]}}
        """;

    private static string Parent(string activity, string outputScript) => $$$"""
        {"id":"parent-1","definitionId":"parent","name":"Parent","version":1,"variables":[{"id":"R","name":"R","typeName":"Object","value":null}],
         "outputs":[{"name":"Out","type":"Object"}],
         "root":{"id":"q","type":"Elsa.Sequence","version":1,"activities":[
           {{{activity}}},
           {"id":"o","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Out"}},
            "outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{outputScript}}}"} } }]} }
        """;

    private static string Start(string type, string child, bool waits, string more = "") => $$$"""
        {"id":"c","type":"Elsa.{{{type}}}","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"{{{child}}}"} },
         "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"{{{waits}}}"} },{{{more}}}"result":{"typeName":"Object","memoryReference":{"id":"R"}} }
        """;

    private const string NumberSeven = """
        "input":{"typeName":"ObjectDictionary","expression":{"type":"Object","value":"{\"N\":7}"}},
        """;

    private static async Task<JsonNode?> OutputAsync(RuntimeHost host, string id)
    {
        await host.WaitForAsync(id, s => s.Status == WorkflowStatus.Finished || s.IncidentCount > 0, "the parent's end");
        var state = StateCodec.Read((await host.Store.LoadAsync(id, TestContext.Current.CancellationToken))!.State.Span);
        Assert.Empty(state.Incidents.Select(i => i.Message));
        return System.Text.Json.JsonSerializer.SerializeToNode(state.Output.TryGetValue("Out", out var value) ? value : null, Orchestrator.Workflows.PlainJson.Options);
    }

    private static async Task<IReadOnlyList<InstanceSummary>> ChildrenAsync(RuntimeHost host, string definitionId) =>
        (await host.Store.ListAsync(new InstanceFilter { DefinitionId = definitionId }, TestContext.Current.CancellationToken)).Items;

    private static async Task<string> RunAsync(RuntimeHost host, string definitionId = "parent") =>
        (await host.Runtime.StartAsync(new StartWorkflow { DefinitionId = definitionId }, TestContext.Current.CancellationToken))!;

    [Fact]
    public async Task Executing_a_workflow_gives_its_state_and_output()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Quick, Parent(Start("ExecuteWorkflow", "quick", waits: false, NumberSeven), "variables.R.status + ' ' + variables.R.output.Answer")]);

        var id = await RunAsync(host);

        Assert.Equal("Finished 14", (string?)await OutputAsync(host, id));
        var child = Assert.Single(await ChildrenAsync(host, "quick"));
        Assert.Equal(id, child.ParentInstanceId);
    }

    [Fact]
    public async Task Dispatching_with_a_wait_gives_the_output_of_the_child()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Quick, Parent(Start("DispatchWorkflow", "quick", waits: true, NumberSeven), "variables.R.Answer")]);

        var id = await RunAsync(host);

        Assert.Equal(14, (int?)await OutputAsync(host, id));
    }

    [Fact]
    public async Task Dispatching_without_a_wait_completes_at_once()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting, Parent(Start("DispatchWorkflow", "waiting", waits: false), "'went on'")]);

        var id = await RunAsync(host);

        Assert.Equal("went on", (string?)await OutputAsync(host, id));
    }

    [Theory]
    [InlineData("ExecuteWorkflow", "variables.R.output.Answer")]
    [InlineData("DispatchWorkflow", "variables.R.Answer")]
    public async Task A_parent_waits_over_a_restart_for_a_child_that_waits(string type, string script)
    {
        string id;
        await using (var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting, Parent(Start(type, "waiting", waits: true), script)]))
        {
            id = await RunAsync(host);
            await host.WaitForAsync(id, s => s.SubStatus == WorkflowSubStatus.Suspended, "the parent to wait");
            await WaitForChildAsync(host);
        }

        await using (var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting, Parent(Start(type, "waiting", waits: true), script)]))
        {
            await host.Runtime.DispatchAsync(
                new Stimulus { Name = Orchestrator.Core.Activities.Event.Stimulus, Payload = Orchestrator.Core.Activities.Event.PayloadOf("go") }, TestContext.Current.CancellationToken);

            Assert.Equal("done", (string?)await OutputAsync(host, id));
        }
    }

    [Fact]
    public async Task A_cancelled_child_lets_its_parent_go_on()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting, Parent(Start("ExecuteWorkflow", "waiting", waits: true), "variables.R.subStatus")]);
        var id = await RunAsync(host);
        var child = await WaitForChildAsync(host);

        await host.Runtime.CancelAsync(child, TestContext.Current.CancellationToken);

        Assert.Equal("Cancelled", (string?)await OutputAsync(host, id));
    }

    [Fact]
    public async Task A_workflow_that_is_not_published_is_a_fault()
    {
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Parent(Start("DispatchWorkflow", "nobody", waits: true), "1")]);

        var result = await host.Runtime.RunAsync(new StartWorkflow { DefinitionId = "parent" }, TestContext.Current.CancellationToken);

        Assert.Equal("No published version of workflow definition with ID nobody found.", Assert.Single(result.State!.Incidents).Message);
    }

    [Fact]
    public async Task One_child_is_started_for_each_item_and_each_end_is_told()
    {
        var bulk = """
            {"id":"c","type":"Elsa.BulkDispatchWorkflows","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"quick"}},
             "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"[{N:1},{N:2},{N:3}]"}},
             "correlationIdFunction":{"typeName":"String","expression":{"type":"JavaScript","value":"'order-' + getItem().N"}},
             "childCompleted":{"id":"cc","type":"Elsa.SetVariable","version":1,"variable":{"id":"R"},
               "value":{"typeName":"Object","expression":{"type":"JavaScript","value":"(variables.R ?? 0) + getWorkflowOutput().Answer + (getInput('WorkflowSubStatus') == 'Finished' && getChildInstanceId() ? 100 : 0)"}}}}
            """;
        var parent = Parent(bulk, "variables.R").Replace("getWorkflowOutput()", "getInput('WorkflowOutput')", StringComparison.Ordinal);
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Quick, parent]);

        var id = await RunAsync(host);

        Assert.Equal(312, (int?)await OutputAsync(host, id));
        Assert.Equal(["order-1", "order-2", "order-3"], (await ChildrenAsync(host, "quick")).Select(c => c.CorrelationId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_child_of_many_is_told_neither_as_completed_nor_as_faulted()
    {
        const string bulk = """
            {"id":"c","type":"Elsa.BulkDispatchWorkflows","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"waiting"}},
             "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"[1]"}},
             "childCompleted":{"id":"cc","type":"Elsa.SetVariable","version":1,"variable":{"id":"R"},"value":{"typeName":"Object","expression":{"type":"Literal","value":"completed"}}},
             "childFaulted":{"id":"cf","type":"Elsa.SetVariable","version":1,"variable":{"id":"R"},"value":{"typeName":"Object","expression":{"type":"Literal","value":"faulted"}}}}
            """;
        await using var host = await RuntimeHost.StartAsync(folder.Path, definitions: [Waiting, Parent(bulk, "String(variables.R)")]);
        var id = await RunAsync(host);
        var child = await WaitForChildAsync(host);

        await host.Runtime.CancelAsync(child, TestContext.Current.CancellationToken);

        Assert.Equal("null", (string?)await OutputAsync(host, id));
    }

    private static async Task<string> WaitForChildAsync(RuntimeHost host)
    {
        while (true)
        {
            if ((await ChildrenAsync(host, "waiting")).FirstOrDefault(c => c.SubStatus == WorkflowSubStatus.Suspended) is { } child)
                return child.Id;
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
