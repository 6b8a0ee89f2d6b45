using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime.Definitions;

public sealed class WorkflowReferencesTests
{
    private static readonly ActivityRegistry Registry = new([new ActivityAssembly(typeof(Flowchart).Assembly)]);

    [Fact]
    public void An_activity_of_an_unknown_type_is_a_reference_wherever_it_lies()
    {
        Assert.Equal(["Inner||", "Outer||"], Found("""{"id":"o","type":"Outer","branches":[{"child":{"type":"Inner","id":"i"}},{"id":"l","type":"Elsa.WriteLine"}]}"""));
    }

    [Fact]
    public void An_activity_that_names_a_workflow_is_a_reference_whatever_its_type()
    {
        Assert.Equal(
            ["Elsa.WriteLine|d|", "Elsa.If||v"],
            Found("""
                {"activities":[
                  {"workflowDefinitionId":"d","id":"a","type":"Elsa.WriteLine"},
                  {"id":"b","workflowDefinitionVersionId":"v","type":"Elsa.If","workflowDefinitionId":{"id":1}}]}
                """));
    }

    [Theory]
    [InlineData("""{"type":"Unknown"}""")]
    [InlineData("""{"id":null,"type":"Unknown"}""")]
    [InlineData("""{"id":{"id":"x"},"type":"Unknown"}""")]
    [InlineData("""{"id":"a","type":["Unknown"]}""")]
    [InlineData("""{"id":"a","nested":{"type":"Unknown"}}""")]
    [InlineData("""["id","type","Unknown"]""")]
    [InlineData("null")]
    public void What_lacks_an_id_or_a_type_is_none(string json) => Assert.Empty(Found(json));

    [Fact]
    public void A_tree_that_was_built_is_read_like_one_that_was_parsed()
    {
        var built = new JsonObject { ["activities"] = new JsonArray(new JsonObject { ["id"] = 5, ["type"] = "Unknown" }) };

        Assert.Equal("Unknown", Assert.Single(WorkflowReferences.Find(built, Registry))["type"]!.GetValue<string>());
    }

    private static IEnumerable<string> Found(string json) =>
        WorkflowReferences.Find(JsonNode.Parse(json), Registry).Select(said => $"{said["type"]}|{said["workflowDefinitionId"]}|{said["workflowDefinitionVersionId"]}");
}
