using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.CSharp;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.CSharp;

/// <summary>Reads definitions that somebody has saved, and runs them in memory. Trusts <see cref="Trusted"/> only.</summary>
internal sealed class ScriptHost : IDisposable
{
    public const string Trusted = "ada";

    private readonly ServiceProvider _services;

    public ScriptHost(params string[] trusted)
    {
        var collection = new ServiceCollection();
        collection.AddCSharp(options =>
        {
            foreach (var name in trusted)
                options.TrustedAdministrators.Add(name);
        });
        collection.AddOrchestratorCore();
        _services = collection.BuildServiceProvider();
    }

    /// <summary>How many scripts were compiled.</summary>
    public int Compilations => _services.GetRequiredService<CSharpLanguage>().Compilations;

    public IExpressionLanguage Language => _services.GetServices<IExpressionLanguage>().Single();

    public (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) Read(string json, string? author = Trusted, params (string Json, string? Author)[] workflows)
    {
        var model = (JsonObject)PlainJson.ParseNode(json)!;
        var usable = workflows.Select(w => UsableWorkflow.Read((JsonObject)PlainJson.ParseNode(w.Json)!, w.Author)!).ToList();
        var library = new WorkflowActivityLibrary();
        foreach (var reference in usable.Select(w => w.Json).Append(model).SelectMany(w => Objects(w["root"])))
        {
            if (usable.Find(w => w.TypeName == WorkflowActivityLibrary.TypeOf(reference)) is { } workflow)
                library.Add(reference, workflow, isPinned: false);
        }

        return _services.GetRequiredService<DefinitionReader>().Read(model, library, author);
    }

    public async Task<WorkflowRun> RunAsync(WorkflowGraph graph, Dictionary<string, object?>? input = null, CancellationToken cancellation = default)
    {
        var runner = _services.GetRequiredService<WorkflowRunner>();
        var run = runner.Create(graph);
        run.Cancellation = cancellation;
        foreach (var (name, value) in input ?? [])
            run.Input[name] = value;
        await runner.RunAsync(run);
        return run;
    }

    /// <summary>The value of a script that the trusted author saved in a workflow.</summary>
    public async Task<object?> ValueAsync(string script, string head = "", Dictionary<string, object?>? input = null)
    {
        var run = await RunSoundAsync(Workflow(Run("script", script), head), input);
        return run.LastResult;
    }

    /// <summary>Runs a definition of the trusted author that has no faults and runs into none.</summary>
    public async Task<WorkflowRun> RunSoundAsync(string json, Dictionary<string, object?>? input = null)
    {
        var (graph, faults) = Read(json);
        Assert.Empty(faults);
        var run = await RunAsync(graph!, input);
        Assert.Empty(run.Incidents.Select(incident => $"{incident.Message} {incident.Detail}"));
        return run;
    }

    public static object? Variable(WorkflowRun run, string name) => run.Variables.Single(variable => variable.Name == name).Value;

    public static IReadOnlyList<string> Lines(WorkflowRun run) => [.. run.Changes.Journal.Where(record => record.EventName == "Line").Select(record => record.Message!)];

    public static string Workflow(string root, string head = "") => $$"""{"id":"v1","definitionId":"d1","name":"Test","version":1,{{(head.Length == 0 ? "" : head + ",")}}"root":{{root}} }""";

    public static string Sequence(params string[] activities) => $$"""{"id":"sequence","type":"Elsa.Sequence","version":1,"activities":[{{string.Join(',', activities)}}]}""";

    /// <summary>Run C#.</summary>
    public static string Run(string id, string script, string type = "CSharp") => $$"""{"id":"{{id}}","type":"Elsa.RunCSharp","version":1,"script":{{Expression(type, script)}} }""";

    public static string Line(string id, string script) => $$"""{"id":"{{id}}","type":"Elsa.WriteLine","version":1,"text":{{Expression("CSharp", script)}} }""";

    public static string Expression(string type, string value) => $$"""{"typeName":"Object","expression":{"type":"{{type}}","value":{{JsonSerializer.Serialize(value)}} } }""";

    /// <summary>Declared variables, each as <c>Name:Type=value</c>; <c>Type[]</c> is a list.</summary>
    public static string Variables(params string[] variables) => $"\"variables\":[{string.Join(',', variables.Select(Declared))}]";

    public void Dispose() => _services.Dispose();

    private static string Declared(string text)
    {
        var (name, rest) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var parts = rest.Split('=', 2);
        var isArray = parts[0].EndsWith("[]", StringComparison.Ordinal);
        return new JsonObject
        {
            ["id"] = name,
            ["name"] = name,
            ["typeName"] = isArray ? parts[0][..^2] : parts[0],
            ["isArray"] = isArray,
            ["value"] = parts.Length > 1 ? parts[1] : null,
        }.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.Select(p => p.Value).SelectMany(Objects).Prepend(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
