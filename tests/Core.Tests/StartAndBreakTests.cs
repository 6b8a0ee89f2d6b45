using Orchestrator.Core;

namespace Orchestrator.Tests.Core;

/// <summary>Where flowcharts begin, which forms connections have, and how far ends and breaks reach; the same in both modes.</summary>
public sealed class StartAndBreakTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Flow(string activities, string connections, string more = "") =>
        $$"""{"id":"flow","type":"Elsa.Flowchart","version":1,{{more}}"activities":[{{activities}}],"connections":{{connections}} }""";

    private static string Starter(string id) => Json.Line(id).Replace("\"version\":1", "\"version\":1,\"customProperties\":{\"canStartWorkflow\":true}", StringComparison.Ordinal);

    private static string ForEach(string body) =>
        $$"""{"id":"each{{(uint)body.GetHashCode(StringComparison.Ordinal)}}","type":"Elsa.ForEach","version":1,"items":{{Json.Js("[1,2,3]")}},"body":{{body}} }""";

    private const string AToB = """[{"source":{"activity":"a"},"target":{"activity":"b"}}]""";

    public static TheoryData<string, string, string> Flows => new()
    {
        { "a start property is not heeded", Flow($"{Json.Line("a")},{Json.Line("b")}", AToB, "\"start\":\"b\","), "a b" },
        { "Start comes before what stands first", Flow($$"""{{Json.Line("a")}},{"id":"s","type":"Elsa.Start","version":1},{{Json.Line("b")}}""", """[{"source":"s","target":"b"}]"""), "b" },
        { "what can start comes before what has no inbound connection", Flow($"{Json.Line("a")},{Starter("b")}", AToB), "b" },
        { "without inbound connections comes before first", Flow($"{Json.Line("b")},{Json.Line("a")}", AToB), "a b" },
        { "in a circle the first begins", Flow($"{Json.Line("a")},{Json.Line("b")}", """[{"source":"a","target":"b"},{"source":"b","sourcePort":"Never","target":"a"}]"""), "a b" },
        { "flat connections", Flow($"{Json.Line("a")},{Json.Line("b")}", """[{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}]"""), "a b" },
        { "a single connection without a list", Flow($"{Json.Line("a")},{Json.Line("b")}", AToB[1..^1]), "a b" },
        { "connections in $values", Flow($"{Json.Line("a")},{Json.Line("b")}", $$"""{"$values":{{AToB}}}"""), "a b" },
        { "half a connection is dropped", Flow($"{Json.Line("a")},{Json.Line("b")}", """[{"source":{"activity":"a"}},{"source":{},"target":{"activity":"b"}}]"""), "a" },
        { "End ends its sequence only", Json.Sequence(Json.Sequence(Json.Line("a"), """{"id":"e","type":"Elsa.End","version":1}""", Json.Line("no")), Json.Line("b")), "a b" },
        { "Complete ends the workflow", Json.Sequence(Json.Sequence(Json.Line("a"), """{"id":"e","type":"Elsa.Complete","version":1}""", Json.Line("no")), Json.Line("no2")), "a" },
        { "Break stops the sequences up to the loop", Json.Sequence(ForEach(Json.Sequence(Json.Line("a"), Json.Sequence("""{"id":"x","type":"Elsa.Break","version":1}""", Json.Line("no")), Json.Line("no2"))), Json.Line("b")), "a b" },
        { "Break leaves the inner loop only", Json.Sequence(ForEach(Json.Sequence(ForEach("""{"id":"x","type":"Elsa.Break","version":1}"""), Json.Line("a"))), Json.Line("b")), "a a a b" },
        { "Break in a Fork cancels the other branches", Json.Sequence(ForEach(Json.Sequence($$"""{"id":"f","type":"Elsa.Fork","version":1,"branches":[{{Json.Sequence("""{"id":"x","type":"Elsa.Break","version":1}""", Json.Line("n1"))}},{{Json.Sequence(Json.Line("n2"), Json.Line("n3"))}}]}""", Json.Line("n4"))), Json.Line("b")), "b" },
    };

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task The_lines_are_those_of_the_rule(string rule, string root, string lines)
    {
        var run = await engine.RunAsync(engine.Read(Json.Workflow(root)).Graph!);

        Assert.True(run.SubStatus == WorkflowSubStatus.Finished, rule);
        Assert.Equal(lines, string.Join(' ', EngineHarness.Lines(run)));
    }
}
