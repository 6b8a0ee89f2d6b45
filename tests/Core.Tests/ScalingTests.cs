using System.Text;
using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

/// <summary>Ten times the work costs about ten times the allocations: no scan of everything for each step. Allocations are counted, which time is not.</summary>
public sealed class ScalingTests : IDisposable
{
    /// <summary>Ten times the work may allocate this many times as much; a quadratic spot would be near a hundred.</summary>
    private const double Most = 13;

    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private async Task<long> AllocatedAsync(string definition, string variable = "")
    {
        var graph = engine.Graph(Json.Workflow(definition, variable));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = await engine.RunAsync(graph);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.ActivityContexts);
        return bytes;
    }

    private async Task AssertLinearAsync(int size, Func<int, string> definition, Func<int, string>? variable = null)
    {
        await AllocatedAsync(definition(10), variable?.Invoke(10) ?? ""); // Compiles callbacks.
        var one = await AllocatedAsync(definition(size / 10), variable?.Invoke(size / 10) ?? "");
        var ten = await AllocatedAsync(definition(size), variable?.Invoke(size) ?? "");

        Assert.InRange((double)ten / one, 1, Most);
    }

    private static string For(int times, string body) => $$"""{"id":"for","type":"Elsa.For","version":1,"start":{{Json.Literal("1")}},"end":{{Json.Literal($"{times}")}},"body":{{body}} }""";

    private static string Many(string type, string property, int count) =>
        $$"""{"id":"many","type":"{{type}}","version":1,"{{property}}":[{{string.Join(',', Enumerable.Range(0, count).Select(i => Json.Line($"l{i}")))}}]}""";

    [Fact]
    public Task Ten_thousand_iterations() => AssertLinearAsync(10_000, n => For(n, Json.Sequence(Json.Line("a"), Json.Line("b"))));

    [Fact]
    public Task Ten_thousand_parallel_branches() => AssertLinearAsync(10_000, n => Many("Elsa.Parallel", "activities", n));

    [Fact]
    public Task Ten_thousand_branches_of_a_fork() => AssertLinearAsync(10_000, n => Many("Elsa.Fork", "branches", n));

    [Fact]
    public Task Ten_thousand_items_side_by_side() => AssertLinearAsync(
        10_000,
        _ => $$$"""{"id":"p","type":"Elsa.ParallelForEach","version":1,"items":{"typeName":"Object","expression":{"type":"Variable","value":"Items"}},"body":{{{Json.Line("l")}}} }""",
        n => $$"""{"id":"Items","name":"Items","typeName":"Object","isArray":true,"value":"[{{string.Join(',', Enumerable.Range(0, n))}}]"}""");

    [Theory]
    [InlineData("Stream")]
    [InlineData("Merge")]
    [InlineData("Cascade")]
    public Task Ten_thousand_branches_of_a_flowchart_that_join(string mode) => AssertLinearAsync(
        10_000,
        n => Json.Flow(
            string.Join(',', Enumerable.Range(0, n).Select(i => Json.Line($"b{i}")).Prepend(Json.Line("start")).Append(Json.Merging("end", mode))),
            [.. Enumerable.Range(0, n).SelectMany(i => new[] { $"start>b{i}", $"b{i}>end" })]));

    [Fact]
    public Task A_chain_of_ten_thousand_activities() => AssertLinearAsync(
        10_000,
        n => Json.Flow(string.Join(',', Enumerable.Range(0, n).Select(i => Json.Line($"l{i}"))), [.. Enumerable.Range(1, n - 1).Select(i => $"l{i - 1}>l{i}")]));

    [Fact]
    public Task A_loop_of_a_flowchart() => AssertLinearAsync(
        1_000,
        n => Json.Flow($"{Json.SetVariable("n", "N", "variables.N + 1")},{Json.Decision("d", $"variables.N < {n}")}", "n>d", "d:True>n"),
        _ => Json.Variable("N", "Int32", "0"));

    [Fact]
    public async Task Containers_nested_two_hundred_deep_with_a_wait_at_the_bottom_survive_a_restart()
    {
        var nested = new StringBuilder(Json.Sequence(Json.Event("e"), Json.Line("bottom")));
        for (var depth = 0; depth < 200; depth++)
            nested.Insert(0, $$"""{"id":"d{{depth}}","type":"{{(depth % 2 == 0 ? "Elsa.Sequence" : "Elsa.Flowchart")}}","version":1,"activities":[""").Append("]}");
        var run = engine.Reload(await engine.RunAsync(Json.Workflow(nested.ToString())));

        await engine.ResumeAsync(run, "e");

        Assert.Equal(["bottom"], EngineHarness.Lines(run));
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_variable_of_ten_megabytes_costs_no_more_per_byte_than_a_small_one()
    {
        async Task<long> CostAsync(int size)
        {
            var graph = engine.Graph(Json.Workflow(
                Json.Sequence(Json.SetVariable("copy", "B", "variables.A"), Json.Event("e"), Json.LineJs("length", "variables.B.length")), $"{Json.Variable("A")},{Json.Variable("B")}"));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var run = engine.Runner.Create(graph);
            run.Input["unused"] = 1;
            await engine.Runner.RunAsync(run);
            engine.Runner.Resume(run, run.Bookmarks.Keys.Single());
            ((ActivityRun)run.ActivityContexts.First(c => c.Activity.Id == "e")).SetVariable("B", new string('x', size));
            run = engine.Reload(run);
            await engine.Runner.RunAsync(run);
            Assert.Equal([$"{size}"], EngineHarness.Lines(run));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        await CostAsync(1000);
        var one = await CostAsync(1_000_000);
        var ten = await CostAsync(10_000_000);

        Assert.InRange((double)ten / one, 1, 2 * Most); // Buffers grow by doubling.
    }
}
