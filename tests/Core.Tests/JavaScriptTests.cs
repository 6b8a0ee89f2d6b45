using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class JavaScriptTests : IDisposable
{
    private readonly EngineHarness engine = new(s => s.AddSingleton(new JavaScriptOptions { Timeout = TimeSpan.FromSeconds(2), Statements = 100_000, Recursion = 50, AllocatedBytes = 32 << 20 }));

    public void Dispose() => engine.Dispose();

    private async Task<string> EvaluateAsync(string script, string variables = "", Dictionary<string, object?>? input = null, string more = "")
    {
        var json = Json.Workflow(Json.Sequence(Json.LineJs("l", script)), variables).Replace("\"root\":", more + "\"root\":", StringComparison.Ordinal);
        var run = await engine.RunAsync(json, input);
        Assert.Empty(run.Incidents.Select(i => $"{i.Message}: {i.Detail}"));
        return Assert.Single(EngineHarness.Lines(run));
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 'x'", "x")]
    [InlineData("true", "True")]
    [InlineData("({a:1,b:[1,2]})", """{"a":1,"b":[1,2]}""")]
    [InlineData("Promise.resolve('later')", "later")]
    [InlineData("isNullOrWhiteSpace(' ') + '|' + isNullOrEmpty(' ')", "true|false")]
    [InlineData("toJson({a:null})", """{"a":null}""")]
    [InlineData("bytesToString(stringToBase64('é'))", "é")]
    [InlineData("stringFromBase64(bytesFromString('x'))", "x")]
    [InlineData("newGuid().length + '|' + newGuidString().length + '|' + newShortGuid().length", "36|36|22")]
    [InlineData("parseGuid('{7d0b9f2c-6bb1-4d0e-8b0e-0a4ac1c5d0aa}')", "7d0b9f2c-6bb1-4d0e-8b0e-0a4ac1c5d0aa")]
    [InlineData("TimeSpan.FromMinutes(90).TotalHours", "1.5")]
    [InlineData("new Date().getUTCFullYear()", "2026")]
    [InlineData("getVariable('Nobody') === null && variables.Nobody === undefined", "True")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersionId() + getWorkflowDefinitionVersion()", "d1v11")]
    public async Task A_script_gives_its_value(string script, string text) => Assert.Equal(text, await EvaluateAsync(script));

    [Theory]
    [InlineData("variables.Count = 4; setVariable('Count', variables.Count + 1); variables.Count + getCount() + getVariable('Count')", "15")]
    [InlineData("setCount(2); variables.Count", "2")]
    [InlineData("setVariable('Fresh', 3); getVariable('Fresh')", "3")]
    [InlineData("variables.List.push(9); variables.List.length + '|' + getList().length", "3|3")]
    [InlineData("getList().push(9); getVariable('List').push(9); variables.List.length + '|' + getList().length", "2|2")]
    public async Task Variables_are_consistent_within_a_script(string script, string text) =>
        Assert.Equal(text, await EvaluateAsync(script, $"{Json.Variable("Count", "Int32", "1")},{Json.Variable("List", "ObjectDictionary[]").Replace("ObjectDictionary[]", "Object", StringComparison.Ordinal).Replace("null", "null", StringComparison.Ordinal)}"
            .Replace("\"name\":\"List\",\"typeName\":\"Object\",\"value\":null", "\"name\":\"List\",\"typeName\":\"Object\",\"isArray\":true,\"value\":\"[1,2]\"", StringComparison.Ordinal)));

    [Fact]
    public async Task Inputs_are_read_by_name_declared_or_not() => Assert.Equal(
        "1 2 null",
        await EvaluateAsync("getOrder() + ' ' + getInput('extra') + ' ' + getInput('none')", input: new() { ["order"] = 1, ["extra"] = 2 }, more: """
            "inputs":[{"name":"order","type":"Object"}],
            """));

    [Fact]
    public async Task Outputs_of_activities_are_read_by_name()
    {
        var script = $$"""{"id":"js","name":"calc1","type":"Elsa.RunJavaScript","version":1,"script":{{Json.Literal("return {n: 5}")}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(script, Json.LineJs("l", "getResultFromCalc1().n + getOutputFrom('js', 'Result').n + getOutputFrom('calc1').n + getLastResult().n"))));

        Assert.Equal(["20"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Outcomes_of_a_script_replace_Done()
    {
        var script = $$"""{"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{{Json.Literal("setOutcomes(['A','B'])")}} }""";

        var run = await engine.RunAsync(Json.Workflow(Json.Flow($"{script},{Json.Line("a")},{Json.Line("b")},{Json.Line("done")}", "js:A>a", "js:B>b", "js>done")));

        Assert.Equal(["a", "b"], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task A_script_names_the_instance_and_its_correlation_id()
    {
        var run = await engine.RunAsync(Json.Workflow(Json.LineJs("l", "setCorrelationId('c-1'); setWorkflowInstanceName('n'); getCorrelationId() + getWorkflowInstanceName() + getWorkflowInstanceId().length")));

        Assert.Equal(["c-1n24"], EngineHarness.Lines(run));
        Assert.Equal("c-1", run.CorrelationId);
    }

    [Theory]
    [InlineData("while (true) {}", "statements")]
    [InlineData("(function f() { return f(); })()", "recursed")]
    [InlineData("let a = []; for (let i = 0; i < 90000; i++) a.push('x'.repeat(1000) + i)", "allocated")]
    [InlineData("throw new Error('Boom')", "Boom JavaScript threw in line 1, column 7.")]
    [InlineData("nobody()", "nobody is not defined")]
    [InlineData("eval('1')", "String compilation")]
    [InlineData("getConfig('PATH')", "getConfig is not defined")]
    [InlineData("new Date().constructor.GetType()", "not a function")]
    [InlineData("TimeSpan.Zero.GetType().Assembly", "not a function")]
    public async Task A_script_that_breaks_out_is_stopped_with_the_reason(string script, string reason)
    {
        var run = await engine.RunAsync(Json.Workflow(Json.LineJs("l", script)));

        var incident = Assert.Single(run.Incidents);
        Assert.Equal("Failed to evaluate activity input 'Text'", incident.Message);
        Assert.Contains(reason, incident.Detail, StringComparison.OrdinalIgnoreCase);
    }
}
