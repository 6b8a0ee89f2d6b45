using System.ComponentModel.DataAnnotations;
using Orchestrator.Core;
using Orchestrator.CSharp;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.CSharp;

/// <summary>Whose scripts run.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly ScriptHost _host = new(ScriptHost.Trusted, "key:ci");

    public void Dispose() => _host.Dispose();

    public static TheoryData<string> Places =>
    [
        ScriptHost.Run("it", "1"),
        ScriptHost.Run("it", "1", "Literal"),
        ScriptHost.Line("it", "1"),
        """{"id":"it","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"CSharp","value":"1","author":"ada"}}}""",
        """{"id":"it","type":"Elsa.FlowSwitch","version":1,"cases":[{"label":"a","condition":{"type":"CSharp","value":"true"}}]}""",
        """{"id":"it","type":"Elsa.Switch","version":1,"cases":[{"label":"a","condition":{"expression":{"type":"CSharp","value":"true"}}}]}""",
        """{"id":"it","type":"Elsa.StateMachine","version":1,"initialState":"a","states":[{"name":"a"},{"name":"b"}],"transitions":[{"from":"a","to":"b","condition":{"type":"CSharp","value":"true"}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_somebody_else_saved_is_refused_when_it_is_read_and_when_it_runs(string activity)
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(activity), "bob");

        var run = await _host.RunAsync(graph!);

        const string reason = "This C# does not run, because 'bob' saved it, who is not named in CSharp:TrustedAdministrators";
        var fault = Assert.Single(faults);
        Assert.Equal(("it", FaultLevel.Run), (fault.ActivityId, fault.Prevents));
        Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
        var incident = Assert.Single(run.Incidents);
        Assert.Equal("expression.untrusted", incident.Code);
        Assert.Contains(reason, $"{incident.Message} {incident.Detail}", StringComparison.Ordinal);
        Assert.Equal(0, _host.Compilations);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_a_trusted_one_saved_runs(string activity)
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(activity), "Key:CI");

        var run = await _host.RunAsync(graph!);

        Assert.Empty(faults);
        Assert.Empty(run.Incidents);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task What_nobody_is_known_to_have_saved_is_refused(string? author)
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(ScriptHost.Line("it", "1")), author);

        var run = await _host.RunAsync(graph!);

        Assert.Contains("nobody is known to have saved it", Assert.Single(faults).Reason, StringComparison.Ordinal);
        Assert.Equal("expression.untrusted", Assert.Single(run.Incidents).Code);
    }

    [Theory]
    [InlineData("ada", "such as 'ada', who saved this.")]
    [InlineData("", "C# expressions are off, because they could do all that the server can")]
    public void Without_names_it_is_off_for_all(string author, string reason)
    {
        using var off = new ScriptHost();

        var (_, faults) = off.Read(ScriptHost.Workflow(ScriptHost.Line("it", "1")), author);

        Assert.StartsWith("C# expressions are off", Assert.Single(faults).Reason, StringComparison.Ordinal);
        Assert.Contains(reason, faults[0].Reason, StringComparison.Ordinal);
        Assert.False(off.Language.IsOfferedTo(author));
    }

    [Fact]
    public async Task A_workflow_used_as_an_activity_keeps_its_own_author()
    {
        const string use = """{"id":"use","type":"Inner","version":1}""";
        var inner = ScriptHost.Workflow(ScriptHost.Line("inside", "\"inside\""), "\"options\":{\"usableAsActivity\":true}").Replace("\"name\":\"Test\"", "\"name\":\"Inner\"", StringComparison.Ordinal);
        var outer = ScriptHost.Workflow(ScriptHost.Sequence(use, ScriptHost.Line("after", "\"after\"")));

        var ofOther = await _host.RunAsync(_host.Read(outer, ScriptHost.Trusted, (inner, "bob")).Graph!);
        var inOther = await _host.RunAsync(_host.Read(outer, "bob", (inner, ScriptHost.Trusted)).Graph!);

        Assert.Equal(("inside", "expression.untrusted"), (Assert.Single(ofOther.Incidents).ActivityId, ofOther.Incidents[0].Code));
        Assert.Empty(ScriptHost.Lines(ofOther));
        Assert.Equal(("after", "expression.untrusted"), (Assert.Single(inOther.Incidents).ActivityId, inOther.Incidents[0].Code));
        Assert.Equal(["inside"], ScriptHost.Lines(inOther));
    }

    [Theory]
    [InlineData("JavaScript", "'1 + 1'")]
    [InlineData("Liquid", "1 + 1")]
    [InlineData("Variable", "Code")]
    [InlineData("Input", "Code")]
    [InlineData("Object", "1 + 1")]
    public async Task A_script_is_never_computed(string type, string value)
    {
        var (graph, faults) = _host.Read(ScriptHost.Workflow(ScriptHost.Run("it", value, type), ScriptHost.Variables("Code:String=1 + 1")));

        var run = await _host.RunAsync(graph!, new() { ["Code"] = "1 + 1" });

        Assert.Contains($"The script is a {type} expression, but C# is never computed", Assert.Single(faults).Reason, StringComparison.Ordinal);
        Assert.Equal("csharp.computed", Assert.Single(run.Incidents).Code);
        Assert.Equal(0, _host.Compilations);
    }

    [Fact]
    public async Task An_expression_that_code_makes_is_refused()
    {
        var (graph, _) = _host.Read(ScriptHost.Workflow(ScriptHost.Line("it", "1")));
        ((Core.Activities.WriteLine)graph!.FindById("it")!.Activity).Text!.Expression = new Expression("CSharp", "1");

        var run = await _host.RunAsync(graph);

        Assert.Equal("expression.untrusted", Assert.Single(run.Incidents).Code);
    }

    [Fact]
    public void It_is_offered_to_those_who_may_write_it()
    {
        Assert.True(_host.Language.IsOfferedTo("ADA"));
        Assert.False(_host.Language.IsOfferedTo("bob"));
        Assert.False(_host.Language.IsOfferedTo(""));
    }

    [Fact]
    public void An_unknown_language_is_told_with_those_that_there_are()
    {
        var (_, faults) = _host.Read(ScriptHost.Workflow("""{"id":"it","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Python","value":"1"}}}"""));

        Assert.Equal("Unknown expression type 'Python': use Literal, Object, Variable, Input, JavaScript, CSharp or Liquid.", Assert.Single(faults).Reason);
    }

    [Theory]
    [InlineData("admin", true)]
    [InlineData("key:ci", true)]
    [InlineData("", false)]
    [InlineData(" admin", false)]
    public void Names_are_checked_at_the_start(string name, bool isFine)
    {
        var options = new CSharpOptions();
        options.TrustedAdministrators.Add(name);

        var results = new List<ValidationResult>();

        Assert.Equal(isFine, Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true));
        Assert.Equal(isFine, results.Count == 0);
    }
}
