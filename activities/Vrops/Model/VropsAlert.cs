using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Vrops;

/// <summary>An alert.</summary>
public sealed record VropsAlert
{
    public required string AlertId { get; init; }

    /// <summary>Id of the object that it is about; for a group, the group's id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>NEW, ACTIVE, UPDATED or CANCELED.</summary>
    public required string Status { get; init; }

    public string DefinitionId { get; init; } = "";

    public string DefinitionName { get; init; } = "";

    /// <summary>Cancelled: by status in some versions, by the time of cancellation in others.</summary>
    public bool IsCanceled { get; init; }

    internal static VropsAlert From(JsonObject json)
    {
        var status = json.Text("status");
        return new VropsAlert
        {
            AlertId = json.Text("alertId"),
            ResourceId = json.Text("resourceId"),
            Status = status,
            DefinitionId = json.Text("alertDefinitionId"),
            DefinitionName = json.Text("alertDefinitionName"),
            IsCanceled = status == "CANCELED" || (json["cancelTimeUTC"] is JsonValue cancelled && cancelled.TryGetValue<long>(out var at) && at > 0),
        };
    }
}
