using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Alerts as clients read them; <see cref="AlertDesk"/> raises them.</summary>
internal static class Alerts
{
    private static readonly (int Id, string Name)[] SubTypes = [(18, "Availability"), (19, "Performance"), (20, "Capacity"), (21, "Compliance"), (22, "Configuration")];

    public static LabReply List(VropsCall call)
    {
        var ids = call.Values("id");
        var resources = call.Values("resourceId");
        var activeOnly = call.Request.Query["activeOnly"] == "true";
        return call.Page("alerts", [.. call.Vrops.Alerts
            .Where(a => ids.Count == 0 || ids.Contains(a.Id.ToString()))
            .Where(a => resources.Count == 0 || resources.Contains(a.ResourceId.ToString()))
            .Where(a => !activeOnly || a.CanceledAt is null)
            .Select(Json)]);
    }

    public static LabReply Query(VropsCall call)
    {
        var body = call.Body();
        IReadOnlyList<string> Values(string name) => [.. (body[name] as JsonArray)?.Select(n => n?.ToString() ?? "") ?? []];
        var ids = Values("alertId");
        var names = Values("alertName");
        var statuses = Values("alertStatus");
        var activeOnly = body["activeOnly"]?.GetValue<bool>() ?? false;
        var resources = (body["resource-query"]?["resourceId"] as JsonArray)?.Select(n => n?.ToString() ?? "").ToList() ?? [];
        return call.Page("alerts", [.. call.Vrops.Alerts
            .Where(a => ids.Count == 0 || ids.Contains(a.Id.ToString()))
            .Where(a => names.Count == 0 || names.Contains(a.DefinitionName))
            .Where(a => statuses.Count == 0 || statuses.Contains(StatusOf(a)))
            .Where(a => resources.Count == 0 || resources.Contains(a.ResourceId.ToString()))
            .Where(a => !activeOnly || a.CanceledAt is null)
            .Select(Json)]);
    }

    public static LabReply Get(VropsCall call)
    {
        var id = call.Uuid;
        return LabReply.Json(200, Json(call.Vrops.Alerts.Find(a => a.Id == id) ?? throw VropsError.NotFound("alert", call.Id)));
    }

    public static LabReply Types(VropsCall call)
    {
        static JsonObject Type(int id, string name) => new()
        {
            ["id"] = id,
            ["name"] = name,
            ["subTypes"] = new JsonArray([.. SubTypes.Select(s => new JsonObject { ["id"] = s.Id, ["name"] = s.Name })]),
        };
        return LabReply.Json(200, new JsonObject
        {
            ["alertTypes"] = new JsonArray(Type(15, "Application"), Type(16, "Virtualization/Hypervisor"), Type(17, "Hardware (OSI)"), Type(18, "Storage"), Type(19, "Network")),
        });
    }

    public static string StatusOf(AlertState alert) =>
        alert.CanceledAt is not null ? "CANCELED" : alert.UpdatedAt > alert.StartedAt ? "UPDATED" : "NEW";

    private static JsonNode Json(AlertState alert) => new JsonObject
    {
        ["alertId"] = alert.Id.ToString(),
        ["resourceId"] = alert.ResourceId.ToString(),
        ["alertLevel"] = alert.Level,
        ["type"] = "Virtualization/Hypervisor",
        ["subType"] = "Performance",
        ["status"] = StatusOf(alert),
        ["startTimeUTC"] = alert.StartedAt.ToUnixTimeMilliseconds(),
        ["cancelTimeUTC"] = alert.CanceledAt?.ToUnixTimeMilliseconds() ?? 0,
        ["updateTimeUTC"] = alert.UpdatedAt.ToUnixTimeMilliseconds(),
        ["suspendUntilTimeUTC"] = 0,
        ["controlState"] = "OPEN",
        ["statKey"] = alert.Metric,
        ["ownerId"] = null,
        ["ownerName"] = null,
        ["alertDefinitionId"] = alert.DefinitionId,
        ["alertDefinitionName"] = alert.DefinitionName,
        ["alertImpact"] = "HEALTH",
    };
}
