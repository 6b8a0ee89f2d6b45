using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

public sealed class LiquidTests
{
    private static readonly string Variables = $"{Json.Variable("Name", "String", "Ann & Bob")},{Json.Variable("Order", "ObjectDictionary", "{\\\"lines\\\":[{\\\"n\\\":1},{\\\"n\\\":2}]}")}";

    private static async Task<WorkflowRun> RunAsync(string template, LiquidOptions? options = null)
    {
        using var engine = new EngineHarness(s => s.AddSingleton(options ?? new LiquidOptions()));
        var line = $$"""{"id":"l","type":"Elsa.WriteLine","version":1,"text":{{Json.Expression("Liquid", template)}} }""";
        return await engine.RunAsync(Json.Workflow(line, Variables), new() { ["City"] = "Bern" });
    }

    [Theory]
    [InlineData("Hello {{ Variables.Name }}!", "Hello Ann &amp; Bob!")]
    [InlineData("{{ Variables.Name | raw }}", "Ann & Bob")]
    [InlineData("{{ Input.City | upcase }} {{ Input.Nobody }}.", "BERN .")]
    [InlineData("{% for line in Variables.Order.lines %}{{ line.n }};{% endfor %}", "1;2;")]
    [InlineData("{% if Variables.Name == 'x' %}a{% else %}b{% endif %}", "b")]
    [InlineData("{{ Variables.Name | base64 }}", "QW5uICYgQm9i")]
    [InlineData("{{ Variables.Order | keys | join: ',' }}", "lines")]
    [InlineData("{{ Variables.Order | json | raw }}", """{"lines":[{"n":1},{"n":2}]}""")]
    [InlineData("{{ WorkflowDefinitionId }}/{{ WorkflowDefinitionVersionId }}/{{ WorkflowDefinitionVersion }}{{ CorrelationId }}", "d1/v1/1")]
    [InlineData("{{ Configuration.Path }}", "")]
    public async Task A_template_is_rendered(string template, string text)
    {
        var run = await RunAsync(template);

        Assert.Empty(run.Incidents.Select(i => i.Detail));
        Assert.Equal([text], EngineHarness.Lines(run));
    }

    [Fact]
    public async Task Escaping_can_be_turned_off() =>
        Assert.Equal(["Ann & Bob"], EngineHarness.Lines(await RunAsync("{{ Variables.Name }}", new LiquidOptions { EncodesHtml = false })));

    [Fact]
    public async Task Configuration_is_seen_where_the_host_allows_it() =>
        Assert.Equal(["value of Key"], EngineHarness.Lines(await RunAsync("{{ Configuration.Key }}", new LiquidOptions { Configuration = name => $"value of {name}" })));

    [Fact]
    public async Task A_template_that_loops_too_long_is_a_fault()
    {
        var run = await RunAsync("{% for i in (1..1000) %}{{ i }}{% endfor %}", new LiquidOptions { MaxIterations = 100 });

        Assert.Contains("Maximum number of iterations 100", Assert.Single(run.Incidents).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_may_render_the_same_template()
    {
        using var engine = new EngineHarness();
        var line = $$"""{"id":"l","type":"Elsa.WriteLine","version":1,"text":{{Json.Expression("Liquid", "{% assign x = Input.N %}{{ x }}")}} }""";
        var graph = engine.Graph(Json.Workflow(line));

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (n, _) =>
        {
            var run = await engine.RunAsync(graph, new() { ["N"] = n });
            Assert.Equal([$"{n}"], EngineHarness.Lines(run));
        });
    }

    [Fact]
    public void A_template_that_does_not_parse_is_told_before_it_runs()
    {
        using var engine = new EngineHarness();
        var line = $$"""{"id":"l","type":"Elsa.WriteLine","version":1,"text":{{Json.Expression("Liquid", "{% if %}")}} }""";

        var fault = Assert.Single(engine.Read(Json.Workflow(line)).Faults);

        Assert.Equal(("l", "text"), (fault.ActivityId, fault.Property));
        Assert.Contains("Liquid does not parse", fault.Reason, StringComparison.Ordinal);
    }
}
