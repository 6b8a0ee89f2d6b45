using System.Net;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class ActivityTestTests(SharedServer shared)
{
    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task One_activity_is_executed_without_an_instance()
    {
        const string Activity = """
            {"id":"say","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"'Hi ' + variables.Who"}},"customProperties":{"VariableTestValues":{"Who":"Ann"}}}
            """;
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("tested", Activity + "," + ElsaClient.WriteLine("other", "x"), """ "variables":[{"id":"Who","name":"Who","typeName":"String"}],"""));

        var answer = await TestAsync("Workflow1:seq:say");

        Assert.Equal(("Completed", "Hi Ann"), (answer["status"]!.GetValue<string>(), answer["activityState"]!["Text"]!.GetValue<string>()));
        Assert.Equal(0, (await _elsa.PostAsync("/workflow-instances", """{"definitionId":"tested"}"""))["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_fault_is_told_with_its_reason()
    {
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("tested", """{"id":"say","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"missing.member"}}}"""));

        var answer = await TestAsync("Workflow1:seq:say");

        Assert.Equal("Faulted", answer["status"]!.GetValue<string>());
        Assert.Contains("'Text'", answer["exception"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await _elsa.RefusalAsync("/tests/activities", Body("Workflow1:seq:none"), HttpStatusCode.NotFound);
    }

    private Task<System.Text.Json.Nodes.JsonNode> TestAsync(string nodeId) => _elsa.PostAsync("/tests/activities", Body(nodeId));

    private static string Body(string nodeId) =>
        $$$"""{"workflowDefinitionHandle":{"definitionId":"tested","versionOptions":null,"definitionVersionId":null},"activityHandle":{"activityId":null,"activityNodeId":"{{{nodeId}}}"}}""";
}
