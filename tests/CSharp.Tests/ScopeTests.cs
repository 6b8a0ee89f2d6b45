using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.CSharp;

/// <summary>What scripts see and change of their instance.</summary>
public sealed class ScopeTests : IDisposable
{
    private readonly ScriptHost _host = new(ScriptHost.Trusted);

    public void Dispose() => _host.Dispose();

    private static readonly string s_variables = ScriptHost.Variables(
        "Count:Int32=4", "Name:String=x", "Numbers:Int32[]=[3,1,2]", "Orders:Object[]=[{\"total\":5,\"tags\":[\"a\"]},{\"total\":7,\"tags\":[]}]", "Order:JsonObject={\"total\":5,\"lines\":[{\"sku\":\"s1\"}]}",
        "Due:DateTimeOffset=2026-01-02T03:04:05Z", "Map:ObjectDictionary={\"a\":{\"b\":1}}", "Labels:StringDictionary={\"a\":\"b\"}", "Bytes:ByteArray=AQI=", "class:Int32=9", "Get:Int32=8", "my value:String=spaced");

    [Theory]
    [InlineData("Variable.Count + 1", "5")]
    [InlineData("Variables.Count + 1", "5")]
    [InlineData("int n = Variable.Count; return n;", "4")]
    [InlineData("Variable.Name.Length", "1")]
    [InlineData("Variable.Numbers.Where(n => n > 1).OrderBy(n => n)", "[2,3]")]
    [InlineData("Variable.Orders.Where(o => o.total > 5).Sum(o => (int)o.total)", "7")]
    [InlineData("Variable.Order.lines[0].sku", "\"s1\"")]
    [InlineData("Variable.Due.AddDays(1).Day", "3")]
    [InlineData("Variable.Map[\"a\"].b", "1")]
    [InlineData("Variable.Labels[\"a\"]", "\"b\"")]
    [InlineData("Variable.Bytes.Length", "2")]
    [InlineData("Variable.@class", "9")]
    [InlineData("$\"{Variable.Name}{Variable.Count}\"", "\"x4\"")]
    [InlineData("Variable.Get<int>(\"Count\") + Variable.Get<string>(\"Count\")", "\"44\"")]
    [InlineData("Variable.Get<int>(\"Get\")", "8")]
    [InlineData("Variable.Get<string>(\"my value\")", "\"spaced\"")]
    [InlineData("Variable.Get(\"Order\").total + Variables.Get(\"Count\")", "9")]
    [InlineData("Variable.Get(\"Nobody\") == null && Variable.Get<int>(\"Nobody\") == 0", "true")]
    [InlineData("record Item(int Total); Variable.Get<List<Item>>(\"Orders\").Sum(i => i.Total)", "12")]
    [InlineData("Variable.Get<JsonObject>(\"Order\")[\"total\"].GetValue<int>()", "5")]
    [InlineData("Variable.Get<System.Dynamic.ExpandoObject>(\"Order\").Count()", "2")]
    [InlineData("Variable.Count = 7; Variable.Count + Variable.Get<int>(\"Count\")", "14")]
    [InlineData("Variable.Set(\"Count\", \"8\"); Variable.Count", "8")]
    [InlineData("Variable.Fresh = 3; Variable.Fresh + 1", "4")]
    [InlineData("Variable.Orders[0].total = 9; Variable.Orders[0].total", "9")]
    [InlineData("Variable.Numbers.Add(9); Variable.Numbers.Count + Variable.Get<List<int>>(\"Numbers\").Count", "8")]
    public async Task Variables_are_read_typed_or_dynamic(string script, string json) => Assert.Equal(json, PlainValue.ToJson(await _host.ValueAsync(script, s_variables)));

    [Theory]
    [InlineData("Variable.Count = 7;", "Count", "7")]
    [InlineData("Variable.Count++;", "Count", "5")]
    [InlineData("Variable.Set(\"Count\", \"7\");", "Count", "7")]
    [InlineData("Variable.Fresh = new { A = 1 };", "Fresh", "{\"a\":1}")]
    [InlineData("Variable.Numbers.Add(9);", "Numbers", "[3,1,2,9]")]
    [InlineData("Variable.Orders[1].total = 1; Variable.Orders[1].tags.Add(\"n\");", "Orders", "[{\"total\":5,\"tags\":[\"a\"]},{\"total\":1,\"tags\":[\"n\"]}]")]
    [InlineData("Variable.Get(\"Order\").lines.Clear();", "Order", "{\"total\":5,\"lines\":[]}")]
    [InlineData("Variable.Order = new List<int> { 1 };", "Order", "[1]")]
    [InlineData("Variable.Bytes[0] = 9;", "Bytes", "\"CQI=\"")]
    [InlineData("Variable.Orders[0].total = 1; Variable.Orders = new List<dynamic>();", "Orders", "[]")]
    public async Task What_a_script_changes_is_the_value_afterwards(string script, string variable, string json)
    {
        var run = await _host.RunSoundAsync(ScriptHost.Workflow(ScriptHost.Run("script", script), s_variables));

        Assert.Equal(json, PlainValue.ToJson(ScriptHost.Variable(run, variable)));
    }

    [Fact]
    public async Task What_a_script_that_fails_has_changed_within_a_value_is_forgotten()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "Variable.Numbers.Add(9); throw new Exception();"), s_variables));

        var run = await _host.RunAsync(graph!);

        Assert.Single(run.Incidents);
        Assert.Equal("[3,1,2]", PlainValue.ToJson(ScriptHost.Variable(run, "Numbers")));
    }

    [Fact]
    public async Task An_assignment_that_does_not_fit_is_told()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "Variable.Set(\"Count\", \"many\");"), s_variables));

        var run = await _host.RunAsync(graph!);

        var incident = Assert.Single(run.Incidents);
        Assert.Equal("conversion", incident.Code);
        Assert.Contains("System.Int32", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_is_told_by_its_name()
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "Variable.Ordres + 1"), s_variables));

        var run = await _host.RunAsync(graph!);

        Assert.Empty(faults);
        Assert.Contains("There is no variable 'Ordres' here", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variables_of_loops_are_there()
    {
        var loop = $$"""{"id":"loop","type":"Elsa.ForEach","version":1,"items":{{ScriptHost.Expression("CSharp", "Variable.Numbers")}},"body":{{ScriptHost.Line("line", "Variable.CurrentValue * 10 + Variable.Get<int>(\"CurrentIndex\")")}} }""";

        var run = await _host.RunSoundAsync(ScriptHost.Workflow(loop, s_variables));

        Assert.Equal(["30", "11", "22"], ScriptHost.Lines(run));
    }

    [Theory]
    [InlineData("Input.Amount + 1", "42")]
    [InlineData("Input.Get<string>(\"Amount\")", "\"41\"")]
    [InlineData("Input.Get(\"Other\").name", "\"n\"")]
    [InlineData("Input.Other.name", "\"n\"")]
    [InlineData("Input.Tags.Select(t => t.ToUpperInvariant())", "[\"A\"]")]
    [InlineData("Input.Get(\"Nobody\") == null", "true")]
    public async Task Inputs_are_read_typed_or_dynamic(string script, string json)
    {
        const string inputs = """
            "inputs":[{"name":"Amount","type":"Int32"},{"name":"Tags","type":"String","isArray":true}]
            """;
        var given = new Dictionary<string, object?> { ["Amount"] = "41", ["Tags"] = new List<object?> { "a" }, ["Other"] = new Dictionary<string, object?> { ["name"] = "n" } };

        Assert.Equal(json, PlainValue.ToJson(await _host.ValueAsync(script, inputs, given)));
    }

    [Fact]
    public async Task Outputs_of_activities_are_read_by_id_or_name()
    {
        var first = ScriptHost.Run("a", "new { Total = 3 }").Replace("\"id\":\"a\"", "\"id\":\"a\",\"name\":\"First\"", StringComparison.Ordinal);
        var script = "Output.From(\"First\").total + Output.From<Dictionary<string, int>>(\"a\", \"Result\")[\"total\"] + Output.LastResult.total + (Output.From(\"nobody\") == null ? 100 : 0)";

        var run = await _host.RunSoundAsync(ScriptHost.Workflow(ScriptHost.Sequence(first, ScriptHost.Line("line", script))));

        Assert.Equal(["109"], ScriptHost.Lines(run));
    }

    [Fact]
    public async Task The_instance_is_there()
    {
        var run = await _host.RunSoundAsync(ScriptHost.Workflow(ScriptHost.Sequence(
            ScriptHost.Run("script", "CorrelationId = CorrelationId == null ? \"order-\" + WorkflowInstanceId.Length : \"\";"),
            ScriptHost.Line("line", "CorrelationId + ExecutionContext.Activity.Id + CancellationToken.IsCancellationRequested + ExecutionContext.WorkflowExecutionContext.DefinitionId"))));

        Assert.Equal([$"order-{run.Id.Length}lineFalsed1"], ScriptHost.Lines(run));
    }

    [Theory]
    [InlineData("Outcome.Set(\"Good\", \"Late\");", "Good,Late")]
    [InlineData("Outcome.Set(\"Good\"); Outcome.Set(\"Bad\");", "Bad")]
    [InlineData("1", "Done")]
    public async Task A_script_sets_the_outcomes_of_its_activity(string script, string outcomes)
    {
        var run = await _host.RunSoundAsync(ScriptHost.Workflow(ScriptHost.Run("script", script)));

        var payload = (IDictionary<string, object?>)run.Changes.Journal.Single(record => record.EventName == "Completed" && record.Node!.Activity.Id == "script").Payload!;
        Assert.Equal(outcomes, string.Join(',', ((IEnumerable<object?>)payload["Outcomes"]!)));
    }

    [Fact]
    public async Task An_expression_of_another_activity_sets_no_outcomes()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Line("line", "Outcome.Set(\"Good\"); return 1;")));

        var run = await _host.RunAsync(graph!);

        Assert.Contains("Only the script of Run C# sets outcomes", Assert.Single(run.Incidents).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CSharp_without_a_script_completes()
    {
        var run = await _host.RunSoundAsync(ScriptHost.Workflow("""{"id":"script","type":"Elsa.RunCSharp","version":1}"""));

        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public async Task Conditions_of_cases_and_transitions_may_be_CSharp()
    {
        var one = $$"""{"id":"switch","type":"Elsa.Switch","version":1,"cases":[{"label":"a","condition":{"type":"CSharp","value":"Variable.Count > 9"},"activity":{{ScriptHost.Line("a", "\"a\"")}} },{"label":"b","condition":{"type":"CSharp","value":"Variable.Count > 3"},"activity":{{ScriptHost.Line("b", "\"b\"")}} }]}""";

        var run = await _host.RunSoundAsync(ScriptHost.Workflow(one, s_variables));

        Assert.Equal(["b"], ScriptHost.Lines(run));
    }
}
