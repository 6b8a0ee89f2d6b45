using Orchestrator.Core;

namespace Orchestrator.Tests.CSharp;

/// <summary>How scripts fail.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly ScriptHost _host = new(ScriptHost.Trusted);

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("var a = 1;\n    unknown(a)", "C# does not compile: (2,5): CS0103 The name 'unknown' does not exist in the current context")]
    [InlineData("Variable.n = 1;\nx + y", "C# does not compile: (2,1): CS0103 The name 'x' does not exist in the current context; (2,5): CS0103 The name 'y' does not exist in the current context")]
    [InlineData("using System.IO; Variable.n = z;\nw", "C# does not compile: (1,31): CS0103 The name 'z' does not exist in the current context; (2,1): CS0103 The name 'w' does not exist in the current context")]
    [InlineData("Variable.Count.Nothing", "C# does not compile: (1,16): CS1061")]
    [InlineData("1 +", "C# does not compile: (1,4): CS1733")]
    [InlineData("using Nowhere;\n1", "C# does not compile: (1,7): CS0246")]
    [InlineData("#r \"Other.dll\"\n1", "C# does not compile: (1,1): CS7099")]
    public void A_script_that_does_not_compile_is_told_with_its_places_when_the_definition_is_read(string script, string reason)
    {
        var (_, faults) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", script), ScriptHost.Variables("Count:Int32=1")));

        var fault = Assert.Single(faults);
        Assert.Equal(("script", "script", FaultLevel.Run), (fault.ActivityId, fault.Property, fault.Prevents));
        Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_does_not_compile_is_told_with_its_case()
    {
        var one = """{"id":"switch","type":"Elsa.FlowSwitch","version":1,"cases":[{"label":"a","condition":{"type":"Literal","value":true}},{"label":"b","condition":{"type":"CSharp","value":"x"}}]}""";

        var (_, faults) = _host.Read(ScriptHost.Workflow(one));

        Assert.Equal("cases[1].condition", Assert.Single(faults).Property);
    }

    [Fact]
    public async Task A_script_that_does_not_compile_is_an_incident()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "x")));

        var run = await _host.RunAsync(graph!);

        var incident = Assert.Single(run.Incidents);
        Assert.Equal(("csharp.compile", "C# does not compile: (1,1): CS0103 The name 'x' does not exist in the current context"), (incident.Code, incident.Message));
    }

    [Theory]
    [InlineData("var a = 1;\nthrow new InvalidOperationException(\"boom\");", "boom", "C# threw System.InvalidOperationException in line 2.")]
    [InlineData("using System.IO;\n\nVariable.a = 1;\nthrow new IOException(\"late\");", "late", "C# threw System.IO.IOException in line 4.")]
    [InlineData("await Task.Yield();\nint Fail() =>\n    throw new ArgumentException(\"deep\");\nreturn Fail();", "deep", "C# threw System.ArgumentException in line 3.")]
    [InlineData("var none = new List<int>();\nreturn none.Select(n => n).First();", "Sequence contains no elements", "C# threw System.InvalidOperationException in line 2.")]
    [InlineData("var zero = 0;\nreturn new[] { 1 }.Select(n =>\n  n / zero);", "Attempted to divide by zero.", "C# threw System.DivideByZeroException in line 3.")]
    [InlineData("return (Action)(() => { });", "*", "C# threw *")]
    public async Task An_exception_is_an_incident_with_its_line(string script, string message, string detail)
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", script)));

        var run = await _host.RunAsync(graph!);

        Assert.Empty(faults);
        var incident = Assert.Single(run.Incidents);
        Assert.Equal("csharp", incident.Code);
        if (message != "*")
            Assert.Equal((message, detail), (incident.Message, incident.Detail));
    }

    [Fact]
    public async Task A_scope_catches_an_exception_by_its_kind()
    {
        var one = $$"""{"id":"try","type":"Orchestrator.Try","version":1,"body":{{ScriptHost.Run("script", "throw new TimeoutException();")}},"catch":{{ScriptHost.Line("caught", "\"caught\"")}} }""";

        var run = await _host.RunSoundAsync(ScriptHost.Workflow(one));

        Assert.Equal(["caught"], ScriptHost.Lines(run));
    }

    [Fact]
    public async Task A_script_sees_that_its_instance_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "await Task.Delay(System.Threading.Timeout.Infinite, CancellationToken);")));
        var running = _host.RunAsync(graph!, cancellation: cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_cancellation_of_its_own_is_an_incident()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("script", "throw new OperationCanceledException(\"mine\");")));

        var run = await _host.RunAsync(graph!);

        Assert.Equal(("csharp", "mine"), (Assert.Single(run.Incidents).Code, run.Incidents[0].Message));
    }
}
