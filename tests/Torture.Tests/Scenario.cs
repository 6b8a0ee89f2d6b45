namespace Orchestrator.Tests.TortureTests;

/// <summary>What a source sends, the workflows that it sets off, and how the world looks afterwards.</summary>
/// <param name="Name">For the name of the test.</param>
/// <param name="Definitions">Published before.</param>
/// <param name="Events">Events that the source publishes one after the other, each until it is taken.</param>
/// <param name="Effects">Each must have happened once.</param>
/// <param name="Instances">How many instances there are in the end.</param>
public sealed record Scenario(string Name, IReadOnlyList<string> Definitions, IReadOnlyList<string> Events, IReadOnlyList<string> Effects, int Instances)
{
    /// <summary>Between which commits which effects and steps lie: one fault repeats those of one group at most, and each of them once. Empty: nothing is ever repeated.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Repeatable { get; init; } = [];

    /// <summary>Steps without an effect, which may be repeated where <see cref="Repeatable"/> says so.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("effects", [Workflow("effects", Start("go"), Touch("a"), Touch("b"), Touch("c"))], ["go"], ["a", "b", "c"], 1),
        new("timers", [Workflow("timers", Start("go"), Touch("a"), Delay("00:00:02"), Touch("b"), Delay("00:00:03"), Touch("c"))], ["go"], ["a", "b", "c"], 1),
        new("events", [Workflow("events", Start("go"), Touch("a"), Wait("next"), Touch("b"), Wait("next"), Touch("c"))], ["go", "next", "next"], ["a", "b", "c"], 1),
        new(
            "outbox and children",
            [
                Workflow("parent", Start("go"), Touch("a"), Publish("child"), Wait("done"), Touch("b")),
                Workflow("child", Start("child"), Touch("c"), Delay("00:00:01"), Publish("done")),
            ],
            ["go"],
            ["a", "b", "c"],
            2),
        new(
            "branches",
            [
                """
                {"definitionId":"branches","name":"branches","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
                  {"id":"start","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"} } },
                  {"id":"all","type":"Elsa.Parallel","version":1,"activities":[
                    {"id":"s1","type":"Elsa.Sequence","version":1,"activities":[
                      {"id":"t1","type":"Test.Touch","version":1,"what":{"typeName":"String","expression":{"type":"Literal","value":"a"} } },
                      {"id":"d1","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:02"} } },
                      {"id":"t2","type":"Test.Touch","version":1,"what":{"typeName":"String","expression":{"type":"Literal","value":"b"} } }]},
                    {"id":"s2","type":"Elsa.Sequence","version":1,"activities":[
                      {"id":"e2","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"next"} } },
                      {"id":"t3","type":"Test.Touch","version":1,"what":{"typeName":"String","expression":{"type":"Literal","value":"c"} } }]}]},
                  {"id":"t4","type":"Test.Touch","version":1,"what":{"typeName":"String","expression":{"type":"Literal","value":"d"} } }],
                 "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"all","port":"In"} },{"source":{"activity":"all","port":"Done"},"target":{"activity":"t4","port":"In"} }]} }
                """,
            ],
            ["go", "next"],
            ["a", "b", "c", "d"],
            1),
        new("timers side by side", [SideBySide("timers-side-by-side", Delay("00:00:02"))], ["go"], ["a", "b", "c", "d"], 1),
        new("waits side by side", [SideBySide("waits-side-by-side", Wait("next"))], ["go", "next"], ["a", "b", "c", "d"], 1),
    ];

    /// <summary>An effect, what kills the process, another effect.</summary>
    public static string Poison { get; } = Workflow("poison", Start("poison"), Touch("a"), """{"id":"","type":"Test.Deadly","version":1}""", Touch("b"));

    /// <summary>A workflow that nothing is wrong with.</summary>
    public static string Healthy { get; } = Workflow("healthy", Start("go"), Touch("h"), Delay("00:00:01"), Touch("i"));

    /// <summary>The same work under a strategy, with what that promises.</summary>
    public static Scenario Under(string strategy) => new(
        strategy,
        [Workflow("strategy", Start("go"), Touch("a"), Step("x"), Step("y"), Touch("b"), Wait("next"), Step("z"), Touch("c"), Delay("00:00:02"), Touch("d"))
            .Replace("\"root\":", $"\"options\":{{\"commitStrategyName\":\"{strategy}\"}},\"root\":", StringComparison.Ordinal)],
        ["go", "next"],
        ["a", "b", "c", "d"],
        1)
    {
        Steps = ["x", "y", "z"],
        Repeatable = strategy switch
        {
            "EveryEffect" => [["x", "y"], ["z"]], // An effect is around each group: it is kept before and after it happens.
            "EveryActivity" => [["x"], ["y"], ["z"]],
            _ => [["a", "x", "y", "b"], ["z", "c"], ["d"]],
        },
    };

    public override string ToString() => Name;

    private static string Workflow(string id, params string[] activities)
    {
        var nodes = activities.Select((json, i) => json.Replace("\"id\":\"\"", $"\"id\":\"n{i}\"", StringComparison.Ordinal));
        var connections = Enumerable.Range(1, activities.Length - 1)
            .Select(i => $$$"""{"source":{"activity":"n{{{i - 1}}}","port":"Done"},"target":{"activity":"n{{{i}}}","port":"In"} }""");
        return $$$"""
            {"definitionId":"{{{id}}}","name":"{{{id}}}","root":{"id":"f","type":"Elsa.Flowchart","version":1,
             "activities":[{{{string.Join(',', nodes)}}}],"connections":[{{{string.Join(',', connections)}}}]} }
            """;
    }

    private static string SideBySide(string id, string wait) => Workflow(
        id,
        Start("go"),
        $$"""{"id":"","type":"Elsa.Parallel","version":1,"activities":[{{string.Join(',', new[] { "a", "b", "c" }.Select(what => Branch(what, wait)))}}]}""",
        Touch("d"));

    private static string Branch(string what, string wait) =>
        $$"""{"id":"s-{{what}}","type":"Elsa.Sequence","version":1,"activities":[{{WithId($"w-{what}", wait)}},{{WithId($"t-{what}", Touch(what))}}]}""";

    private static string WithId(string id, string activity) => activity.Replace("\"id\":\"\"", $"\"id\":\"{id}\"", StringComparison.Ordinal);

    private static string Step(string what) => $$$"""{"id":"","type":"Test.Step","version":1,"what":{{{Literal(what)}}} }""";

    private static string Start(string name) =>
        $$$"""{"id":"","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{{{Literal(name)}}} }""";

    private static string Wait(string name) => $$$"""{"id":"","type":"Elsa.Event","version":1,"eventName":{{{Literal(name)}}} }""";

    private static string Publish(string name) => $$$"""{"id":"","type":"Elsa.PublishEvent","version":1,"eventName":{{{Literal(name)}}} }""";

    private static string Touch(string what) => $$$"""{"id":"","type":"Test.Touch","version":1,"what":{{{Literal(what)}}} }""";

    private static string Delay(string time) =>
        $$$"""{"id":"","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{{time}}}"} } }""";

    private static string Literal(string value) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"} }""";
}
