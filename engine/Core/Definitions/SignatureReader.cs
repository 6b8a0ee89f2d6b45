using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Reads what a definition declares to the outside: inputs, outputs, outcomes, options.</summary>
internal static class SignatureReader
{
    public static List<InputDefinition> Inputs(JsonObject json) =>
        [.. Objects(json["inputs"]).Where(i => Text(i, "name") is not null).Select(i => new InputDefinition(
            Text(i, "name")!,
            Text(i, "type") ?? Text(i, "typeName") ?? "Object",
            Flag(i, "isArray"),
            i["defaultValue"].Deserialize<object?>(PlainJson.Options))
        {
            DisplayName = Text(i, "displayName"),
            Description = Text(i, "description"),
            Category = Text(i, "category"),
            UIHint = Text(i, "uiHint"),
        })];

    public static List<OutputDefinition> Outputs(JsonObject json) =>
        [.. Objects(json["outputs"]).Where(o => Text(o, "name") is not null).Select(o => new OutputDefinition(
            Text(o, "name")!, Text(o, "type") ?? Text(o, "typeName") ?? "Object", Flag(o, "isArray"))
        {
            DisplayName = Text(o, "displayName"),
            Description = Text(o, "description"),
        })];

    public static List<string> Outcomes(JsonObject json) => [.. (json["outcomes"] as JsonArray ?? []).Select(o => o?.ToString()).OfType<string>()];

    public static WorkflowOptions Options(JsonObject json)
    {
        var options = json["options"] as JsonObject;
        return new WorkflowOptions
        {
            ActivationStrategyType = ShortName(Text(options, "activationStrategyType"), "Strategy"),
            IncidentStrategyType = ShortName(Text(options, "incidentStrategyType"), null),
            CommitStrategy = CommitPlan.Named(Text(options, "commitStrategyName")) ?? CommitStrategy.EveryEffect,
            UsableAsActivity = Flag(options, "usableAsActivity") || Flag(json, "usableAsActivity"),
            AutoUpdateConsumingWorkflows = Flag(options, "autoUpdateConsumingWorkflows"),
            ActivityCategory = Text(options, "activityCategory"),
        };
    }

    public static string? Text(JsonObject? json, string property) => json?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(JsonObject json, string property) => json[property] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static bool Flag(JsonObject? json, string property) => json?[property] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>"Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core" becomes "FaultStrategy".</summary>
    private static string? ShortName(string? name, string? suffix)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        name = name.Split(',')[0].Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        return suffix is not null && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }
}
