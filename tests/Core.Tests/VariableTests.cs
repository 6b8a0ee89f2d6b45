using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core;

public sealed class VariableTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData("Int32", "5", typeof(int))]
    [InlineData("System.Int32, System.Private.CoreLib", "5", typeof(int))]
    [InlineData("Int64", "5", typeof(long))]
    [InlineData("Long", "5", typeof(long))]
    [InlineData("Single", "1.5", typeof(float))]
    [InlineData("Double", "1.5", typeof(double))]
    [InlineData("Decimal", "1.5", typeof(decimal))]
    [InlineData("Boolean", "True", typeof(bool))]
    [InlineData("Guid", "7d0b9f2c-6bb1-4d0e-8b0e-0a4ac1c5d0aa", typeof(Guid))]
    [InlineData("DateTime", "2026-01-02T03:04:05Z", typeof(DateTime))]
    [InlineData("DateTimeOffset", "2026-01-02T03:04:05Z", typeof(DateTimeOffset))]
    [InlineData("TimeSpan", "00:01:00", typeof(TimeSpan))]
    [InlineData("Object", "{}", typeof(string))]
    [InlineData("ObjectDictionary", "{\"a\":1}", typeof(Dictionary<string, object?>))]
    [InlineData("StringDictionary", "{\"a\":\"1\"}", typeof(Dictionary<string, string>))]
    [InlineData("JSON", "{\"a\":1}", typeof(Dictionary<string, object?>))]
    [InlineData("JsonObject", "{\"a\":1}", typeof(Dictionary<string, object?>))]
    [InlineData("System.Text.Json.Nodes.JsonNode, System.Text.Json", "[1]", typeof(List<object?>))]
    [InlineData("String[]", "[\"a\"]", typeof(List<string>))]
    [InlineData("List<Int32>", "[1]", typeof(List<int>))]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", "[\"a\"]", typeof(List<string>))]
    [InlineData("System.Collections.Generic.IDictionary`2[[System.String, System.Private.CoreLib],[System.Object, System.Private.CoreLib]], System.Private.CoreLib", "{\"a\":1}", typeof(Dictionary<string, object?>))]
    [InlineData("ByteArray", "AQI=", typeof(byte[]))]
    [InlineData("Acme.Order, Acme", "text", typeof(string))]
    public async Task The_default_is_converted_to_the_type(string type, string value, Type expected)
    {
        var variable = $$"""{"id":"v","name":"V","typeName":{{System.Text.Json.JsonSerializer.Serialize(type)}},"value":{{System.Text.Json.JsonSerializer.Serialize(value)}},"storageDriverTypeName":"Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core"}""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(Json.Event("e")), variable));
        run = engine.Reload(run);

        Assert.IsType(expected, run.Variables.Single().Value);
    }

    [Fact]
    public async Task A_memory_variable_is_lost_between_bursts()
    {
        var variables = """{"id":"m","name":"M","typeName":"String","value":"kept not","storageDriverTypeName":"Memory"},{"id":"w","name":"W","typeName":"String","value":"kept","storageDriverTypeName":"WorkflowInstance"}""";
        var run = engine.Reload(await engine.RunAsync(Json.Workflow(Json.Sequence(Json.Event("e"), Json.LineJs("l", "variables.M + variables.W")), variables)));

        await engine.ResumeAsync(run, "e");

        Assert.Equal(["nullkept"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_value_of_another_type_is_a_fault()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.SetVariable("s", "N", "'many'"), Json.Variable("N", "Int32", "1")));

        Assert.Equal("Failed to convert an object of type System.String to System.Int32", Assert.Single(run.Incidents).Message);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_is_a_fault()
    {
        var run = await engine.RunAsync(engine.Read(Json.Workflow(Json.SetVariable("s", "Ghost", "1"))).Graph!);

        Assert.Equal("Variable 'Ghost' not found.", Assert.Single(run.Incidents).Message);
    }

    [Fact]
    public async Task The_nearest_variable_wins()
    {
        var inner = $$"""{"id":"q","type":"Elsa.Sequence","version":1,"variables":[{{Json.Variable("V", "String", "inner")}}],"activities":[{{Json.LineJs("a", "variables.V")}}]}""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(inner, Json.LineJs("b", "variables.V")), Json.Variable("V", "String", "outer")));

        Assert.Equal(["inner", "outer"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_variable_is_set_by_its_id_though_a_nearer_one_has_that_name()
    {
        var inner = $$"""{"id":"q","type":"Elsa.Sequence","version":1,"variables":[{{Json.Variable("V", "String", "inner").Replace("\"id\":\"V\"", "\"id\":\"other\"", StringComparison.Ordinal)}}],"activities":[{{Json.SetVariable("s", "V", "'set'")}},{{Json.LineJs("a", "variables.V")}}]}""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(inner, Json.LineJs("b", "variables.V")), Json.Variable("V", "String", "outer")));

        Assert.Equal(["inner", "set"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Objects_become_text_as_JSON_and_null_stays_null()
    {
        Assert.Equal("""{"a":[1,true]}""", ValueConverter.ToText(PlainValue.Parse("""{"a":[1,true]}""")));
        Assert.Equal("1.5", ValueConverter.ToText(1.5.ToString(CultureInfo.InvariantCulture)));
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(Json.LineJs("l", "null"))));
        Assert.Null(run.Changes.Journal.First(j => j.EventName == "Completed").ActivityState!["Text"]);
    }

    [Fact]
    public async Task The_text_of_an_object_expression_stays_text_where_any_object_is_taken()
    {
        var loop = $$"""{"id":"p","type":"Elsa.ParallelForEach","version":1,"items":{{Json.Expression("Object", "[1,2]")}},"body":{{Json.LineJs("l", "getCurrentValue()")}} }""";

        Assert.Equal(["[1,2]"], EngineHarness.Lines(await engine.RunAsync(Json.Workflow(loop))));
    }
}
