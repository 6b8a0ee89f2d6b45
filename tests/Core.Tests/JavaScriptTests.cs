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
    [InlineData("await Promise.resolve(3)", "3")]
    [InlineData("const a = await 1; const b = await Promise.resolve(2); a + b", "3")]
    [InlineData("const a = await 1; return a + 1", "2")]
    [InlineData("(await Promise.resolve({x: 7})).x", "7")]
    [InlineData("if (await true) { 'yes' } else { 'no' }", "yes")]
    [InlineData("try { await Promise.reject(new Error('e')) } catch (e) { 'caught ' + e.message }", "caught e")]
    [InlineData("let sum = 0; for (const n of [1, 2]) sum += await n; sum // at the end", "3")]
    [InlineData("for await (const n of [1]) { } 'done'", "done")]
    [InlineData("const f = async () => await 4; f()", "4")]
    [InlineData("new DateTime(2020, 1, 2).Year", "2020")]
    [InlineData("new DateTime(2020, 1, 2).getFullYear()", "2020")]
    [InlineData("new DateTime(2020, 1, 2).AddDays(30).Month + '|' + new DateTime(2020, 1, 2).DayOfYear", "2|2")]
    [InlineData("new DateTime(2020, 1, 2, 3, 4, 5).ToString('yyyy-MM-dd HH:mm:ss')", "2020-01-02 03:04:05")]
    [InlineData("new DateTime(2020, 1, 2) < new DateTime(2020, 1, 3)", "True")]
    [InlineData("new DateTime(2020, 1, 3).Subtract(new DateTime(2020, 1, 2)).TotalHours", "24")]
    [InlineData("new DateTime(2020, 1, 2) instanceof DateTime && new DateTime(2020, 1, 2) instanceof Date", "True")]
    [InlineData("DateTime.Parse('2020-05-06').Day + '|' + DateTime.IsLeapYear(2020) + '|' + DateTime.DaysInMonth(2021, 2)", "6|true|28")]
    [InlineData("DateTime.UtcNow.Year + '|' + DateTime.Today.Day + '|' + DateTimeOffset.UtcNow.Month + '|' + DateTime.Now.Hour", "2026|23|11|8")]
    [InlineData("new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).Offset.TotalHours", "2")]
    [InlineData("new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).ToUniversalTime().Hour", "1")]
    [InlineData("new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero).Subtract(new DateTimeOffset(2020, 1, 1, 3, 4, 5, TimeSpan.Zero)).Days", "1")]
    [InlineData("new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))", "2020-01-02T03:04:05.0000000+02:00")]
    [InlineData("const d = new DateTime(2020, 1, 2); d.setFullYear(2021); d.Year", "2021")]
    [InlineData("new TimeSpan(1, 2, 3).TotalSeconds + '|' + TimeSpan.Parse('00:01:00').Minutes", "3723|1")]
    [InlineData("Guid.Parse('7d0b9f2c-6bb1-4d0e-8b0e-0a4ac1c5d0aa').ToString('N').length + '|' + (new Random(1).Next(1, 2))", "32|1")]
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
    public void An_await_inside_of_a_plain_function_is_told_when_the_definition_is_read()
    {
        var (_, faults) = engine.Read(Json.Workflow(Json.LineJs("l", "function f() { await 1 }")));

        Assert.Contains("await is only valid in async functions", Assert.Single(faults).Reason, StringComparison.Ordinal);
    }

    private const string Times = """
        {"id":"D","name":"Due","typeName":"DateTime","value":"2020-01-02T03:04:05.1234567"},{"id":"O","name":"Sent","typeName":"DateTimeOffset","value":"2020-01-02T03:04:05+02:00"},
        {"id":"T","name":"Span","typeName":"TimeSpan","value":"01:30:00"},{"id":"N","name":"None","typeName":"Object","value":null}
        """;

    [Theory]
    [InlineData("getDue().Year + variables.Due.getFullYear() + getVariable('Due').Month", "4041")]
    [InlineData("getDue()", "2020-01-02T03:04:05.1234567")]
    [InlineData("variables.Due; variables.Sent.Offset.Hours + '|' + getSent().AddHours(1).Hour", "2|4")]
    [InlineData("getSpan().TotalMinutes + '|' + getSpan()", "90|01:30:00")]
    [InlineData("getSent() > getDue()", "False")]
    [InlineData("toJson({d: getDue(), t: getSpan()})", """{"d":"2020-01-02T03:04:05.1234567","t":"01:30:00"}""")]
    [InlineData("setDue(getDue().AddDays(1)); getDue().Day + '|' + variables.Due.Day", "3|3")]
    [InlineData("variables.None = new DateTime(2020, 1, 2); typeof getNone()", "object")]
    public async Task Times_of_variables_are_times_before_and_after_a_restart(string script, string text)
    {
        var wait = """{"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}""";
        var after = script.StartsWith("set", StringComparison.Ordinal) ? "getDue().Day + '|3'" : script;
        var run = await engine.RunAsync(Json.Workflow(Json.Sequence(Json.LineJs("before", script), wait, Json.LineJs("after", after)), Times));
        var again = engine.Reload(run);

        await engine.ResumeAsync(again, "e");

        Assert.Empty(again.Incidents.Select(i => i.Detail));
        Assert.Equal([text, text], [.. EngineHarness.Lines(run), .. EngineHarness.Lines(again)]);
    }

    [Fact]
    public async Task Times_of_inputs_are_times() => Assert.Equal("2021|90", await EvaluateAsync(
        "getWhen().Year + '|' + getWait().TotalMinutes",
        input: new() { ["When"] = "2021-02-03T00:00:00Z", ["Wait"] = "01:30:00" },
        more: """
            "inputs":[{"name":"When","type":"DateTimeOffset"},{"name":"Wait","type":"TimeSpan"}],
            """));

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
    [InlineData("await 1;\n  throw new Error('Boom')", "Boom JavaScript threw in line 2, column 9.")]
    [InlineData("await nobody()", "nobody is not defined JavaScript threw in line 1, column 7.")]
    [InlineData("await new Promise(() => {})", "JavaScript waits for a promise that nothing resolves.")]
    [InlineData("new Promise(() => {})", "JavaScript waits for a promise that nothing resolves.")]
    [InlineData("await 1; while (true) {}", "statements")]
    [InlineData("while (true) await 1", "statements")]
    [InlineData("await 1; let a = []; for (let i = 0; i < 90000; i++) a.push('x'.repeat(1000) + i)", "allocated")]
    [InlineData("await 1; (function f() { return f(); })()", "recursed")]
    [InlineData("Promise.reject(new Error('No'))", "JavaScript rejected: No")]
    [InlineData("await Promise.reject({ code: 5 })", """JavaScript rejected: {"code":5}""")]
    [InlineData("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", "Atomics is not defined")]
    [InlineData("DateTime.Parse('soon')", "not recognized")]
    [InlineData("new DateTime(2020, 1, 2).GetType()", "not a function")]
    [InlineData("DateTime.UtcNow.Nothing.more", "undefined")]
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
