using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Vrops;

/// <summary>A custom group.</summary>
/// <param name="Members">Resource ids that are listed as members.</param>
public sealed record VropsGroup(string Id, string Name, IReadOnlyList<string> Members)
{
    internal static VropsGroup From(JsonObject json) => new(
        json.Text("id"),
        (json["resourceKey"] as JsonObject).Text("name"),
        [.. ((json["membershipDefinition"] as JsonObject)?["includedResources"] as JsonArray ?? []).Select(m => m?.ToString() ?? "")]);
}
