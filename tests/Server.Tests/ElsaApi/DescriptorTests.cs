using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class DescriptorTests(SharedServer shared)
{
    private static readonly string[] Hints =
    [
        "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "json-editor", "code-editor", "expression-editor", "datetime-picker", "variable-picker",
        "input-picker", "type-picker", "output-picker", "outcome-picker", "workflow-definition-picker", "dynamic-outcomes", "flow-switch-editor", "switch-editor", "http-status-codes",
    ];

    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task Every_activity_type_is_described_once_with_editors_that_Studio_has()
    {
        var items = (await _elsa.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray();

        var registered = shared.It.Server.Services.GetRequiredService<IActivityRegistry>().All.Select(type => (type.TypeName, type.Version)).ToList();
        var described = items.Select(item => (item!["typeName"]!.GetValue<string>(), item["version"]!.GetValue<int>())).ToList();
        Assert.Empty(registered.Except(described));
        Assert.Equal(described.Distinct(), described);
        foreach (var input in items.SelectMany(item => item!["inputs"]!.AsArray()))
            Assert.Contains(input!["uiHint"]!.GetValue<string>(), Hints);
    }

    [Fact]
    public async Task Heights_and_flags_of_editors_are_no_texts()
    {
        var items = (await _elsa.GetAsync("/descriptors/activities"))["items"]!.AsArray();

        var script = items.Single(item => item!["typeName"]!.GetValue<string>() == "Elsa.RunJavaScript")!["inputs"]!.AsArray().Single(input => input!["name"]!.GetValue<string>() == "Script")!;
        var mode = items.Single(item => item!["typeName"]!.GetValue<string>() == "Elsa.FlowJoin")!["inputs"]![0]!;
        Assert.Equal(JsonValueKind.Number, script["uiSpecifications"]!["code-editor"]!["editorHeight"]!.GetValueKind());
        Assert.Equal("WaitAny", mode["defaultValue"]!.GetValue<string>());
        Assert.Equal(3, mode["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Count);
        Assert.False(mode["uiSpecifications"]!["dropdown"]!["selectList"]!["isFlagsEnum"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Ports_tell_flow_from_embedded()
    {
        var items = (await _elsa.GetAsync("/descriptors/activities"))["items"]!.AsArray();

        string Ports(string type) => string.Join(' ', items.Single(item => item!["typeName"]!.GetValue<string>() == type)!["ports"]!.AsArray().Select(port => $"{port!["type"]}:{port["name"]}"));
        Assert.Equal("Flow:True Flow:False", Ports("Elsa.FlowDecision"));
        Assert.Equal("Embedded:Then Embedded:Else", Ports("Elsa.If"));
        Assert.Equal("", Ports("Elsa.WriteLine"));
    }

    [Theory]
    [InlineData("Elsa.Inline", "Primitives", false)]
    [InlineData("Elsa.Workflow", "Workflows", false)]
    [InlineData("Elsa.DispatchWorkflow", "Composition", true)]
    public async Task A_type_is_in_the_category_where_users_of_Elsa_look_for_it(string type, string category, bool isBrowsable)
    {
        var item = (await _elsa.GetAsync("/descriptors/activities"))["items"]!.AsArray().Single(one => one!["typeName"]!.GetValue<string>() == type)!;

        Assert.Equal((category, isBrowsable), (item["category"]!.GetValue<string>(), item["isBrowsable"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("Elsa.FlowJoin", "inputs", "Mode", "FlowJoinMode")]
    [InlineData("Elsa.SendHttpRequest", "inputs", "RequestHeaders", "HttpHeaders")]
    [InlineData("Elsa.SetVariable", "inputs", "Variable", "Variable")]
    [InlineData("Elsa.DispatchWorkflow", "inputs", "ChannelName", "String")]
    [InlineData("Elsa.BulkDispatchWorkflows", "inputs", "StartNewTrace", "Boolean")]
    [InlineData("Elsa.WriteFileHttpResponse", "inputs", "DownloadCorrelationId", "String")]
    [InlineData("Elsa.DownloadHttpFile", "outputs", "ResponseContentStream", "Stream")]
    [InlineData("Elsa.ExecuteWorkflow", "outputs", "Result", "ExecuteWorkflowResult")]
    [InlineData("Elsa.Workflow", "outputs", "Result", "Object")]
    public async Task An_input_or_output_has_the_type_that_users_of_Elsa_know(string type, string list, string name, string typeName)
    {
        var item = (await _elsa.GetAsync("/descriptors/activities"))["items"]!.AsArray().Single(one => one!["typeName"]!.GetValue<string>() == type)!;

        Assert.Equal(typeName, item[list]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!["typeName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/descriptors/expression-descriptors")]
    [InlineData("/descriptors/workflow-activation-strategies")]
    [InlineData("/descriptors/incident-strategies")]
    [InlineData("/descriptors/log-persistence-strategies")]
    [InlineData("/descriptors/commit-strategies/workflows")]
    [InlineData("/descriptors/commit-strategies/activities")]
    [InlineData("/descriptors/variables")]
    [InlineData("/descriptors/storage-drivers")]
    public async Task Every_list_that_the_editor_reads_has_items(string path) => Assert.NotEmpty((await _elsa.GetAsync(path))["items"]!.AsArray());

    [Fact]
    public async Task The_choices_of_an_input_are_answered_by_themselves()
    {
        var answer = await _elsa.PostAsync("/descriptors/activities/Elsa.FlowJoin/options/Mode", """{"context":{}}""");

        Assert.Equal("WaitAny", answer["items"]!["dropdown"]!["selectList"]!["items"]![0]!["value"]!.GetValue<string>());
        await _elsa.RefusalAsync("/descriptors/activities/Elsa.FlowJoin/options/Nothing", "{}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_published_workflow_that_is_usable_as_an_activity_is_in_the_toolbox_until_it_is_retracted()
    {
        const string Options = """ "options":{"usableAsActivity":true,"activityCategory":"Mine"},"inputs":[{"name":"Who","type":"String"}],"outcomes":["Good","Bad"],""";
        var id = await _elsa.PublishAsync("Greet them", ElsaClient.WriteLine("one", "x"), Options);

        var listed = await FindAsync("GreetThem");
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("uses-greet", """{"id":"g","type":"GreetThem","version":7,"workflowDefinitionId":"Greet them"}"""));
        var used = await _elsa.GetAsync("/workflow-definitions/by-definition-id/uses-greet");
        var consumers = await _elsa.GetAsync("/workflow-definitions/Greet%20them/consumers");
        await _elsa.PostAsync("/workflow-definitions/Greet%20them/retract");

        Assert.Equal(("Mine", id), (listed!["category"]!.GetValue<string>(), listed["constructionProperties"]!["WorkflowDefinitionVersionId"]!.GetValue<string>()));
        Assert.Equal(["Good", "Bad"], listed["ports"]!.AsArray().Where(port => port!["type"]!.GetValue<string>() == "Flow").Select(port => port!["name"]!.GetValue<string>()));
        Assert.Equal("Who", listed["inputs"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(("GreetThem", 1), (used["root"]!["activities"]![0]!["type"]!.GetValue<string>(), used["root"]!["activities"]![0]!["version"]!.GetValue<int>()));
        Assert.Equal("uses-greet", consumers["consumingWorkflowDefinitionIds"]![0]!.GetValue<string>());
        Assert.Null(await FindAsync("GreetThem"));
    }

    private async Task<System.Text.Json.Nodes.JsonNode?> FindAsync(string typeName) =>
        (await _elsa.GetAsync("/descriptors/activities"))["items"]!.AsArray().FirstOrDefault(item => item!["typeName"]!.GetValue<string>() == typeName);
}
