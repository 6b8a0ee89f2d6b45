namespace Orchestrator.Tests.TortureTests;

/// <summary>What a source sends, the workflows that it sets off, and how the world looks afterwards.</summary>
/// <param name="Name">For the name of the test.</param>
/// <param name="Definitions">Published before.</param>
/// <param name="Events">Events that the source publishes one after the other, each until it is taken.</param>
/// <param name="Effects">Each must have happened once.</param>
/// <param name="Instances">How many instances there are in the end.</param>
public sealed record Scenario(string Name, IReadOnlyList<string> Definitions, IReadOnlyList<string> Events, IReadOnlyList<string> Effects, int Instances)
{
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
    ];

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

    private static string Start(string name) =>
        $$$"""{"id":"","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{{{Literal(name)}}} }""";

    private static string Wait(string name) => $$$"""{"id":"","type":"Elsa.Event","version":1,"eventName":{{{Literal(name)}}} }""";

    private static string Publish(string name) => $$$"""{"id":"","type":"Elsa.PublishEvent","version":1,"eventName":{{{Literal(name)}}} }""";

    private static string Touch(string what) => $$$"""{"id":"","type":"Test.Touch","version":1,"what":{{{Literal(what)}}} }""";

    private static string Delay(string time) =>
        $$$"""{"id":"","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{{time}}}"} } }""";

    private static string Literal(string value) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{value}}}"} }""";
}
