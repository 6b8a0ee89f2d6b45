using System.Globalization;
using System.Text;

namespace Orchestrator.Benchmarks.Engine.Growing;

/// <summary>What is measured at one size and at ten times the size.</summary>
internal static class Shapes
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<Shape> All =>
    [
        new("loop iterations", 1_000, (id, n) => Workflow(id, $$"""{"id":"for","type":"Elsa.For","version":1,"start":{{Literal("1")}},"end":{{Literal(Number(n))}},"body":{{Line("body")}} }""")),
        new("parallel branches", 1_000, (id, n) => Workflow(id, Parallel(n, Line))),
        new("parallel branches that wait for a time", 1_000, (id, n) => Workflow(id, Parallel(n, Delay))) { Waits = s_delay },
        new("parallel branches that wait for an event", 1_000, (id, n) => Workflow(id, Parallel(n, Event))) { NeedsEvent = true },
        new("containers in each other", 20, (id, n) => Workflow(id, Nested(n))) { NeedsEvent = true },
        new("MB in a variable", 1, (id, _) => Workflow(
            id,
            $$"""{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{"id":"set","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"v","typeName":"String"},"value":{"typeName":"Object","expression":{"type":"Input","value":"text"} } },{{Event("e")}},{{Line("end")}}]}"""))
        {
            Text = megabytes => new string('x', megabytes * 1_000_000),
            NeedsEvent = true,
        },
    ];

    /// <summary>A flowchart of activities in a chain.</summary>
    public static string Chain(string id, int nodes) => Workflow(id, new StringBuilder("""{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[""")
        .AppendJoin(',', Enumerable.Range(0, nodes).Select(i => Line($"l{i}")))
        .Append("""],"connections":[""")
        .AppendJoin(',', Enumerable.Range(1, nodes - 1).Select(i => $$"""{"source":{"activity":"l{{i - 1}}","port":"Done"},"target":{"activity":"l{{i}}","port":"In"} }"""))
        .Append("]}").ToString());

    private static string Workflow(string id, string root) =>
        $$"""{"definitionId":"{{id}}","name":"{{id}}","inputs":[{"name":"text","type":"String"}],"variables":[{"id":"v","name":"v","typeName":"String"}],"root":{{root}} }""";

    private static string Parallel(int branches, Func<string, string> branch) =>
        $$"""{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{{string.Join(',', Enumerable.Range(0, branches).Select(i => branch($"b{i}")))}}]}""";

    private static string Nested(int depth)
    {
        var nested = new StringBuilder($$"""{"id":"bottom","type":"Elsa.Sequence","version":1,"activities":[{{Event("e")}},{{Line("end")}}]}""");
        for (var level = 0; level < depth; level++)
            nested.Insert(0, $$"""{"id":"d{{level}}","type":"{{(level % 2 == 0 ? "Elsa.Sequence" : "Elsa.Flowchart")}}","version":1,"activities":[""").Append("]}");
        return nested.ToString();
    }

    private static string Line(string id) => $$"""{"id":"{{id}}","type":"Elsa.WriteLine","version":1,"text":{{Literal(id)}} }""";

    private static string Delay(string id) => $$"""{"id":"{{id}}","type":"Elsa.Delay","version":1,"timeSpan":{{Literal(s_delay.ToString())}} }""";

    private static string Event(string id) => $$"""{"id":"{{id}}","type":"Elsa.Event","version":1,"eventName":{{Literal(Samples.Event)}} }""";

    private static string Literal(string value) => $$"""{"typeName":"Object","expression":{"type":"Literal","value":"{{value}}"} }""";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
