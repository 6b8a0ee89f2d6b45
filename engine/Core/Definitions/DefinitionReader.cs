using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Reads Elsa 3 JSON definitions. Safe for concurrent use.</summary>
public sealed class DefinitionReader(IActivityRegistry registry, IExpressionValidator expressions)
{
    /// <summary>Reads a definition with all its faults. The definition is null only when the JSON has no readable root.</summary>
    public (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) Read(JsonObject json)
    {
        var faults = new List<DefinitionFault>();
        if (json["root"] is not JsonObject rootJson)
        {
            faults.Add(new DefinitionFault(null, "root", "The definition has no root activity: give it an object such as {\"id\":\"flow1\",\"type\":\"Elsa.Flowchart\"}.", FaultLevel.Save));
            return (null, faults);
        }

        var reader = new ActivityReader(registry, faults);
        var root = reader.Read(rootJson, "root");
        var definition = new WorkflowDefinition
        {
            Id = Text(json, "id") ?? "",
            DefinitionId = Text(json, "definitionId") ?? "",
            Version = json["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
            Name = Text(json, "name") ?? Text(json, "definitionId") ?? "",
            Description = Text(json, "description"),
            Inputs = ReadInputs(json),
            Outputs = [.. Objects(json["outputs"]).Select(o => Text(o, "name")).OfType<string>()],
            Outcomes = [.. (json["outcomes"] as JsonArray ?? []).Select(o => o?.ToString()).OfType<string>()],
            Options = ReadOptions(json),
            Workflow = new Workflow { Id = "Workflow1", NodeId = "Workflow1", Root = root, Variables = ActivityReader.ReadVariables(json["variables"], null, faults) },
        };
        var graph = WorkflowGraph.Build(definition, registry, faults);
        new DefinitionChecker(graph, expressions, faults).Check();
        return (graph, faults);
    }

    private static List<InputDefinition> ReadInputs(JsonObject json) =>
        [.. Objects(json["inputs"]).Where(i => Text(i, "name") is not null).Select(i => new InputDefinition(
            Text(i, "name")!,
            Text(i, "type") ?? Text(i, "typeName") ?? "Object",
            i["isArray"] is JsonValue flag && flag.TryGetValue<bool>(out var isArray) && isArray,
            i["defaultValue"].Deserialize<object?>(PlainJson.Options)))];

    private static WorkflowOptions ReadOptions(JsonObject json)
    {
        var options = json["options"] as JsonObject;
        return new WorkflowOptions
        {
            ActivationStrategyType = ShortName(Text(options, "activationStrategyType"), "Strategy"),
            IncidentStrategyType = ShortName(Text(options, "incidentStrategyType"), null),
            UsableAsActivity = options?["usableAsActivity"] is JsonValue flag && flag.TryGetValue<bool>(out var usable) && usable,
        };
    }

    /// <summary>"Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core" becomes "FaultStrategy".</summary>
    private static string? ShortName(string? name, string? suffix)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        name = name.Split(',')[0].Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        return suffix is not null && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }

    private static string? Text(JsonObject? json, string property) => json?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
