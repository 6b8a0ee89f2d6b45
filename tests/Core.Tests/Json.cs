using System.Globalization;

namespace Orchestrator.Tests.Core;

/// <summary>Short forms of definition JSON.</summary>
internal static class Json
{
    public static string Workflow(string root, string variables = "", string outputs = "") =>
        $$"""{"id":"v1","definitionId":"d1","name":"Test","version":1,"variables":[{{variables}}],"outputs":[{{outputs}}],"root":{{root}} }""";

    public static string Variable(string name, string type = "Object", string? value = null) =>
        $$"""{"id":"{{name}}","name":"{{name}}","typeName":"{{type}}","value":{{(value is null ? "null" : $"\"{value}\"")}} }""";

    public static string Sequence(params string[] activities) => $$"""{"id":"seq{{Unique(activities)}}","type":"Elsa.Sequence","version":1,"activities":[{{string.Join(',', activities)}}]}""";

    public static string Line(string id, string? text = null) => $$"""{"id":"{{id}}","type":"Elsa.WriteLine","version":1,"text":{{Literal(text ?? id)}} }""";

    public static string LineJs(string id, string script) => $$"""{"id":"{{id}}","type":"Elsa.WriteLine","version":1,"text":{{Js(script)}} }""";

    public static string Expression(string type, string value, string typeName = "Object") =>
        $$"""{"typeName":"{{typeName}}","expression":{"type":"{{type}}","value":{{System.Text.Json.JsonSerializer.Serialize(value)}} } }""";

    public static string Event(string id) => $$"""{"id":"{{id}}","type":"Elsa.Event","version":1,"eventName":{{Literal(id)}} }""";

    public static string SetVariable(string id, string variable, string script) =>
        $$"""{"id":"{{id}}","type":"Elsa.SetVariable","version":1,"variable":{"id":"{{variable}}"},"value":{{Js(script)}} }""";

    public static string Fork(string id, params string[] branches) =>
        $$"""{"id":"{{id}}","type":"Elsa.FlowFork","version":1,"branches":{{Expression("Object", System.Text.Json.JsonSerializer.Serialize(branches))}} }""";

    public static string Join(string id, string mode) => $$"""{"id":"{{id}}","type":"Elsa.FlowJoin","version":1,"mode":{{Literal(mode)}} }""";

    public static string Decision(string id, string script) => $$"""{"id":"{{id}}","type":"Elsa.FlowDecision","version":1,"condition":{{Js(script)}} }""";

    /// <summary>A line with a merge mode.</summary>
    public static string Merging(string id, string mode) =>
        $$$"""{"id":"{{{id}}}","type":"Elsa.WriteLine","version":1,"text":{{{Literal(id)}}},"customProperties":{"mergeMode":"{{{mode}}}"} }""";

    public static string Literal(string value) => $$"""{"typeName":"String","expression":{"type":"Literal","value":"{{value}}"} }""";

    public static string Js(string script) => $$"""{"typeName":"Object","expression":{"type":"JavaScript","value":{{System.Text.Json.JsonSerializer.Serialize(script)}} } }""";

    public static string Flow(string activities, params string[] connections) =>
        $$"""{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[{{activities}}],"connections":[{{string.Join(',', connections.Select(Connection))}}]}""";

    /// <summary>"a:True>b" or "a>b".</summary>
    private static string Connection(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split(':');
        return $$"""{"source":{"activity":"{{source[0]}}","port":"{{(source.Length > 1 ? source[1] : "Done")}}"},"target":{"activity":"{{ends[1]}}","port":"In"} }""";
    }

    private static string Unique(string[] activities) => ((uint)string.Join('|', activities).GetHashCode(StringComparison.Ordinal)).ToString("x", CultureInfo.InvariantCulture);
}
