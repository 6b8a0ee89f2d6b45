using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class DefinitionFaultTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    [Fact]
    public void All_faults_are_told_at_once_with_activity_property_and_reason()
    {
        var flow = Json.Flow(
            $$"""{"id":"a","type":"Acme.Nothing","version":1},{{Json.SetVariable("b", "Ghost", "1 +")}},{{Json.Line("c")}},{"id":"d","type":"Elsa.Fork","version":1,"joinMode":"WaitFor"}""",
            "c>nowhere");

        var (_, faults) = engine.Read(Json.Workflow(flow, Json.Variable("N", "Int32", "many")));

        Assert.Equal(
            ["a type", "b value", "b variable", "d joinMode", "flow connections", "null variables"],
            faults.Select(f => $"{f.ActivityId ?? "null"} {f.Property}").Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.True(f.Reason.Length > 20, f.Reason));
    }

    [Theory]
    [InlineData("Elsa.Cron", "cronExpression", "Literal", "61 * * * *", true, FaultLevel.Publish, "not a cron expression")]
    [InlineData("Elsa.Timer", "interval", "Literal", "00:00:00.05", true, FaultLevel.Publish, "00:00:00.100 at least")]
    [InlineData("Elsa.Cron", "cronExpression", "Literal", "soon", false, FaultLevel.Run, "not a cron expression")]
    [InlineData("Elsa.Delay", "timeSpan", "Literal", "a while", false, FaultLevel.Run, "does not fit")]
    [InlineData("Elsa.WriteLine", "text", "CSharp", "1 + 1", false, FaultLevel.Run, "Unknown expression type 'CSharp'")]
    [InlineData("Elsa.WriteLine", "text", "Liquid", "{% if %}", false, FaultLevel.Run, "Liquid does not parse")]
    public void A_bad_value_is_told_with_its_property(string type, string property, string expression, string value, bool starts, FaultLevel prevents, string reason)
    {
        var activity = $$$"""{"id":"a","type":"{{{type}}}","version":1,"customProperties":{"canStartWorkflow":{{{(starts ? "true" : "false")}}}},"{{{property}}}":{{{Json.Expression(expression, value)}}} }""";

        var fault = Assert.Single(engine.Read(Json.Workflow(activity)).Faults);

        Assert.Equal(("a", property, prevents), (fault.ActivityId, fault.Property, fault.Prevents));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Elsa_publishes_only_stops_the_activity_that_is_reached()
    {
        var flow = Json.Flow($$"""{"id":"a","type":"Acme.Nothing","version":1},{{Json.SetVariable("b", "Ghost", "1 +")}}""", "a>nowhere");

        Assert.All(engine.Read(Json.Workflow(flow)).Faults, f => Assert.Equal(FaultLevel.Run, f.Prevents));
    }

    [Fact]
    public void Two_activities_of_a_container_with_one_id_cannot_be_saved() =>
        Assert.Contains(engine.Read(Json.Workflow(Json.Sequence(Json.Line("x"), Json.Line("x")))).Faults, f => f is { ActivityId: "x", Property: "id", Prevents: FaultLevel.Save });

    [Fact]
    public void A_variable_s_default_is_text_or_null() => Assert.Contains(
        engine.Read(Json.Workflow(Json.Line("l"), """{"id":"n","name":"N","typeName":"Int32","value":5}""")).Faults,
        f => f.Prevents == FaultLevel.Save && f.Reason.Contains("write it as text", StringComparison.Ordinal));

    [Fact]
    public async Task An_unknown_activity_keeps_its_JSON_and_faults_when_it_is_reached()
    {
        var (graph, _) = engine.Read(Json.Workflow(Json.Sequence(Json.Line("first"), """{"id":"a","type":"Acme.Nothing","version":3,"depth":{"typeName":"Int32"}}""")));

        var run = await engine.RunAsync(graph!);

        Assert.Equal(["first"], EngineHarness.Lines(run));
        Assert.Contains("'Acme.Nothing' version 3", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
        Assert.Contains("depth", ((Orchestrator.Core.Activities.NotFoundActivity)graph!.FindById("a")!.Activity).OriginalActivityJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placeholder_is_what_it_stands_for_once_the_type_is_known()
    {
        var original = System.Text.Json.JsonSerializer.Serialize(Json.Line("l"));

        var run = await engine.RunAsync(Json.Workflow($$"""{"id":"l","type":"Elsa.NotFoundActivity","version":1,"missingTypeName":"Elsa.WriteLine","originalActivityJson":{{original}} }"""));

        Assert.Equal(["l"], EngineHarness.Lines(run));
    }

    [Theory]
    [InlineData("""{"source":"a","target":"b"}""")]
    [InlineData("""{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}""")]
    [InlineData("""{"source":{"activity":"a"},"target":{"activity":"b"}}""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}},{"source":{"activity":"a"}}""")]
    public async Task Connections_are_read_in_all_their_forms(string connections)
    {
        foreach (var form in new[] { $"[{connections}]", $$"""{"$values":[{{connections}}]}""" })
        {
            var run = await engine.RunAsync(Json.Workflow($$"""{"id":"f","type":"Elsa.Flowchart","version":1,"start":"b","activities":[{{Json.Line("a")}},{{Json.Line("b")}}],"connections":{{form}} }"""));

            Assert.Equal(["a", "b"], EngineHarness.Lines(run));
        }
    }
}
