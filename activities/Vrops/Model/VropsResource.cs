using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Vrops;

/// <summary>A VM as vROps knows it.</summary>
/// <param name="Moref">Its id in vCenter.</param>
public sealed record VropsResource(string Id, string Name, string Moref)
{
    internal static VropsResource From(JsonObject json)
    {
        var key = json["resourceKey"] as JsonObject;
        var moref = (key?["resourceIdentifiers"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(i => (i["identifierType"] as JsonObject).Text("name") == "VMEntityObjectID").Text("value");
        return new VropsResource(json.Text("identifier"), key.Text("name"), moref);
    }
}
