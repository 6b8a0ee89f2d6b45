using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>
/// What autoscaling needs of a vROps trap. Variables are found by OID, never by position: their order differs between kinds of traps, and versions leave some out.
/// Source: VMWARE-VROPS-MIB (2018-06-27), and VMWARE-VCOPS-EVENT-MIB for older appliances.
/// </summary>
internal sealed partial record TrapReading(string Kind, string AlertId, string DefinitionName, string Description, string ResourceName)
{
    /// <summary>Reads a trap as the trigger gives it; null when it is none of vROps.</summary>
    public static TrapReading? From(object? trap)
    {
        if (trap is null || JsonSerializer.SerializeToNode(trap, trap.GetType(), PlainJson.Options) is not JsonObject json)
            return null;
        if (json["trap"] is JsonObject inner)
            json = inner;
        var match = TrapOid().Match((json["trapOid"]?.ToString() ?? "").TrimStart('.'));
        if (!match.Success)
            return null;
        var variables = new Dictionary<string, string>();
        var list = json["variables"] is JsonObject named ? named["list"] : json["variables"];
        foreach (var variable in (list as JsonArray ?? []).OfType<JsonObject>())
        {
            if (VariableOid().Match((variable["oid"]?.ToString() ?? "").TrimStart('.')) is { Success: true } oid)
                variables.TryAdd(oid.Groups[1].Value, variable["value"]?.ToString() ?? "");
        }

        var kind = match.Groups[1].Value switch { "46" => "active", "47" => "clear", "48" => "change", "200" => "test", _ => "other" };
        return new TrapReading(kind, variables.GetValueOrDefault("8", ""), variables.GetValueOrDefault("17", ""), variables.GetValueOrDefault("18", ""), variables.GetValueOrDefault("2", ""));
    }

    [GeneratedRegex(@"\A1\.3\.6\.1\.4\.1\.6876\.4\.(?:50|5)\.1(?:\.0)?\.([0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TrapOid();

    [GeneratedRegex(@"\A1\.3\.6\.1\.4\.1\.6876\.4\.(?:50|5)\.1\.2\.([0-9]+)(?:\.0)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableOid();
}
