namespace Orchestrator.Benchmarks.Engine;

/// <summary>Definitions that are measured.</summary>
internal static class Samples
{
    public const string Short = "short";

    public const string Suspend = "suspend";

    public const string Timer = "timer";

    public const string Event = "go";

    /// <summary>Set a variable, decide, set it again.</summary>
    public const string ShortJson = """
        {"definitionId":"short","name":"Short","variables":[{"id":"v","name":"v","typeName":"Int32"}],
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"a","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"v","typeName":"Int32"},"value":{"typeName":"Object","expression":{"type":"Literal","value":1}}},
          {"id":"i","type":"Elsa.If","version":1,"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},
           "then":{"id":"b","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"v","typeName":"Int32"},"value":{"typeName":"Object","expression":{"type":"Literal","value":2}}}}]}}
        """;

    /// <summary>Set a variable, wait for an event, set it again.</summary>
    public const string SuspendJson = """
        {"definitionId":"suspend","name":"Suspend","variables":[{"id":"v","name":"v","typeName":"Int32"}],
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"a","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"v","typeName":"Int32"},"value":{"typeName":"Object","expression":{"type":"Literal","value":1}}},
          {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
          {"id":"b","type":"Elsa.SetVariable","version":1,"variable":{"id":"v","name":"v","typeName":"Int32"},"value":{"typeName":"Object","expression":{"type":"Literal","value":2}}}]}}
        """;

    /// <summary>Wait for the time that the input says.</summary>
    public const string TimerJson = """
        {"definitionId":"timer","name":"Timer","inputs":[{"name":"delay","type":"String"}],
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Input","value":"delay"}}}]}}
        """;

    public static IEnumerable<(string Path, string Json)> All => [("short.json", ShortJson), ("suspend.json", SuspendJson), ("timer.json", TimerJson)];
}
