namespace Orchestrator.Tests.Core;

public sealed class LogPersistenceTests : IDisposable
{
    private readonly EngineHarness engine = new();

    public void Dispose() => engine.Dispose();

    private static string Line(string properties) => $$$"""{"id":"l","type":"Elsa.WriteLine","version":1,"text":{{{Json.Literal("x")}}},"customProperties":{{{properties}}} }""";

    private static string Strategy(string name) => $$"""{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.{{name}}, Elsa.Workflows.Core","expression":null}""";

    private static string Script(string script) => $$$"""{"evaluationMode":"Expression","strategyType":null,"expression":{"type":"JavaScript","value":"{{{script}}}"} }""";

    public static TheoryData<string, string, bool> Settings => new()
    {
        { "{}", "{}", true },
        { "{}", """{"logPersistenceMode":{"default":"Exclude"}}""", false },
        { """{"logPersistenceMode":{"default":"Exclude"}}""", "{}", false },
        { """{"logPersistenceMode":{"default":"Exclude"}}""", """{"logPersistenceMode":{"default":"Include"}}""", true },
        { """{"logPersistenceMode":{"default":"Exclude"}}""", """{"logPersistenceMode":{"default":"Inherit"}}""", false },
        { "{}", """{"logPersistenceMode":{"default":"Exclude","inputs":{"text":"Include"}}}""", true },
        { "{}", """{"logPersistenceMode":{"default":"Include","inputs":{"text":"Exclude"}}}""", false },
        { "{}", $$$"""{"logPersistenceConfig":{"default":{{{Strategy("Exclude")}}} } }""", false },
        { $$$"""{"logPersistenceConfig":{"default":{{{Strategy("Exclude")}}} } }""", $$$"""{"logPersistenceConfig":{"inputs":{"text":{{{Strategy("Include")}}} } } }""", true },
        { "{}", $$$"""{"logPersistenceConfig":{"default":{{{Script("'Exclude'")}}} } }""", false },
        { "{}", $$$"""{"logPersistenceConfig":{"default":{{{Script("'Include'")}}} } }""", true },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task The_nearest_setting_says_whether_a_value_is_kept(string workflow, string activity, bool isKept)
    {
        var json = Json.Workflow(Line(activity)).Replace("\"root\":", $"\"customProperties\":{workflow},\"root\":", StringComparison.Ordinal);

        var run = await engine.RunAsync(json);

        Assert.Equal(isKept, run.Changes.Journal.Single(j => j.EventName == "Completed" && j.Node!.Activity.Id == "l").ActivityState!.ContainsKey("Text"));
    }
}
