namespace Orchestrator.Tests.Core.Scopes;

/// <summary>Short forms of scopes in definition JSON.</summary>
internal static class ScopeJson
{
    public static string Activity(string type, string id, params (string Name, string Json)[] properties) =>
        $$"""{"id":"{{id}}","type":"{{type}}","version":1{{string.Concat(properties.Select(p => $",\"{p.Name}\":{p.Json}"))}} }""";

    public static string Text(string value) => $$"""{"typeName":"Object","expression":{"type":"Literal","value":"{{value}}"} }""";

    public static string List(params string[] values) => $$"""{"typeName":"Object","expression":{"type":"Object","value":"[{{string.Join(',', values.Select(v => $"\\\"{v}\\\""))}}]"} }""";

    public static string Number(double value) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"typeName":"Double","expression":{"type":"Literal","value":{{value}}} }""");

    public static string Throw(string id, string code, string message = "broken") => Activity("Orchestrator.Throw", id, ("code", Text(code)), ("message", Text(message)));

    public static string Event(string id, string name) => Activity("Elsa.Event", id, ("eventName", Text(name)));

    /// <summary>Counts its executions in the outside world and faults as long as there were fewer than <paramref name="failures"/>.</summary>
    public static string Flaky(string id, int failures, string code = "flaky") => Activity("Test.FlakyActivity", id, ("failures", Number(failures)), ("code", Text(code)));

    public static string Undoable(string id) => Activity("Test.UndoableActivity", id);
}
