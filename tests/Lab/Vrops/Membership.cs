using System.Text.Json.Nodes;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Who belongs to a custom group: included resources and those of its rules, without the excluded ones.</summary>
internal static class Membership
{
    public static List<Guid> Resolve(VropsState vrops, JsonObject group)
    {
        var definition = group["membershipDefinition"] as JsonObject;
        var included = Ids(definition, "includedResources");
        var excluded = Ids(definition, "excludedResources");
        var rules = (definition?["rules"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        return [.. vrops.Resources
            .Where(r => included.Contains(r.Id) || rules.Exists(rule => Matches(rule, r)))
            .Select(r => r.Id)
            .Where(id => !excluded.Contains(id))];
    }

    public static HashSet<Guid> Ids(JsonObject? definition, string key) =>
        (definition?[key] as JsonArray)?.Select(n => Guid.TryParse(n?.ToString(), out var id) ? id : (Guid?)null).OfType<Guid>().ToHashSet() ?? [];

    /// <summary>Conditions on names are and-ed; conditions on statistics, properties and relations are beyond the lab and never hold.</summary>
    private static bool Matches(JsonObject rule, ResourceState resource)
    {
        var kind = rule["resourceKindKey"];
        if (kind?["resourceKind"]?.ToString() != resource.ResourceKind || kind["adapterKind"]?.ToString() != resource.AdapterKind)
            return false;
        if (((string[])["statConditionRules", "propertyConditionRules", "relationshipConditionRules", "resourceTagConditionRules"]).Any(k => rule[k] is JsonArray { Count: > 0 }))
            return false;
        return (rule["resourceNameConditionRules"] as JsonArray)?.OfType<JsonObject>().All(c => NameHolds(c, resource.Name)) ?? true;
    }

    private static bool NameHolds(JsonObject condition, string actual)
    {
        var name = condition["name"]?.ToString() ?? "";
        return condition["compareOperator"]?.ToString() switch
        {
            "EQ" => string.Equals(actual, name, StringComparison.OrdinalIgnoreCase),
            "NOT_EQ" => !string.Equals(actual, name, StringComparison.OrdinalIgnoreCase),
            "STARTS_WITH" => actual.StartsWith(name, StringComparison.OrdinalIgnoreCase),
            "NOT_STARTS_WITH" => !actual.StartsWith(name, StringComparison.OrdinalIgnoreCase),
            "ENDS_WITH" => actual.EndsWith(name, StringComparison.OrdinalIgnoreCase),
            "CONTAINS" => actual.Contains(name, StringComparison.OrdinalIgnoreCase),
            "NOT_CONTAINS" => !actual.Contains(name, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
