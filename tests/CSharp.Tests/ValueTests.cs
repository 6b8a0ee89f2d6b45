using Orchestrator.Workflows;

namespace Orchestrator.Tests.CSharp;

/// <summary>What scripts give.</summary>
public sealed class ValueTests : IDisposable
{
    private readonly ScriptHost _host = new(ScriptHost.Trusted);

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return \"x\";", "\"x\"")]
    [InlineData("var sum = 0; foreach (var n in new[] { 1, 2, 3 }) sum += n; return sum;", "6")]
    [InlineData("var a = 2; a * 3", "6")]
    [InlineData("string.Join('-', Enumerable.Range(1, 3).Select(n => n * n))", "\"1-4-9\"")]
    [InlineData("Enumerable.Range(1, 3).Select(n => n * n)", "[1,4,9]")]
    [InlineData("new { Name = \"x\", Items = new[] { 1, 2 } }", "{\"name\":\"x\",\"items\":[1,2]}")]
    [InlineData("new Dictionary<string, object> { [\"Name\"] = new List<string> { \"a\" } }", "{\"Name\":[\"a\"]}")]
    [InlineData("JsonNode.Parse(\"{\\\"a\\\":[1]}\")", "{\"a\":[1]}")]
    [InlineData("JsonSerializer.Serialize(new[] { 1 })", "\"[1]\"")]
    [InlineData("new StringBuilder().Append(1.5m.ToString(CultureInfo.InvariantCulture)).ToString()", "\"1.5\"")]
    [InlineData("TimeSpan.FromMinutes(90)", "\"01:30:00\"")]
    [InlineData("await Task.FromResult(3)", "3")]
    [InlineData("await Task.Yield(); return await Task.WhenAll(Task.FromResult(1), Task.FromResult(2));", "[1,2]")]
    [InlineData("int Twice(int n) => n * 2; Twice(4)", "8")]
    [InlineData("record Point(int X, int Y); new Point(1, 2)", "{\"x\":1,\"y\":2}")]
    [InlineData("using System.Text.RegularExpressions;\nRegex.Match(\"a12\", @\"\\d+\").Value", "\"12\"")]
    [InlineData("using System.Text.RegularExpressions; Variable.Set(\"n\", 1); return Regex.IsMatch(\"a\", \"a\") ? Variable.n : 0;", "1")]
    [InlineData("var nothing = 1;", "null")]
    [InlineData("dynamic d = new System.Dynamic.ExpandoObject(); d.Name = \"x\"; return d;", "{\"Name\":\"x\"}")]
    [InlineData("DayOfWeek.Monday", "\"Monday\"")]
    public async Task A_script_gives_its_value(string script, string json) => Assert.Equal(json, PlainValue.ToJson(await _host.ValueAsync(script)));

    [Fact]
    public async Task The_value_is_converted_to_the_type_of_the_input()
    {
        var root = ScriptHost.Sequence(ScriptHost.Line("line", "new[] { 1, 2 }"), $$"""{"id":"if","type":"Elsa.If","version":1,"condition":{{ScriptHost.Expression("CSharp", "\"true\"")}},"then":{{ScriptHost.Line("then", "\"yes\"")}} }""");

        var run = await _host.RunSoundAsync(ScriptHost.Workflow(root));

        Assert.Equal(["[1,2]", "yes"], ScriptHost.Lines(run));
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_told_as_elsewhere()
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow($$"""{"id":"if","type":"Elsa.If","version":1,"condition":{{ScriptHost.Expression("CSharp", "\"perhaps\"")}} }"""));

        var run = await _host.RunAsync(graph!);

        Assert.Empty(faults);
        var incident = Assert.Single(run.Incidents);
        Assert.Equal(("input", "Failed to evaluate activity input 'Condition'"), (incident.Code, incident.Message));
        Assert.Contains("Failed to convert an object of type System.String to System.Boolean", incident.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_compiled_once()
    {
        var json = ScriptHost.Workflow(ScriptHost.Sequence(ScriptHost.Line("one", "1 + 2"), ScriptHost.Line("two", "1 + 2")));

        await _host.RunSoundAsync(json);
        await _host.RunSoundAsync(json);

        Assert.Equal(1, _host.Compilations);
    }

    [Fact]
    public async Task A_script_is_compiled_again_where_its_variable_has_another_type()
    {
        Assert.Equal(3, await _host.ValueAsync("Variable.n + 1", ScriptHost.Variables("n:Int32=2")));
        Assert.Equal("21", await _host.ValueAsync("Variable.n + 1", ScriptHost.Variables("n:String=2")));
        Assert.Equal(4, await _host.ValueAsync("Variable.n + 1", ScriptHost.Variables("n:Int32=3")));

        Assert.Equal(2, _host.Compilations);
    }
}
