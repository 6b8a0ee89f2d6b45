using System.Text.Json.Nodes;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>A notification of the REST plug-in: <c>POST {url}/{alert id}</c>.</summary>
internal sealed record RestNotice(Uri Url, JsonObject Body)
{
    public static RestNotice Of(string url, AlertState alert) => new(new Uri($"{url.TrimEnd('/')}/{alert.Id}"), new JsonObject
    {
        ["startDate"] = alert.StartedAt.ToUnixTimeMilliseconds(),
        ["criticality"] = $"ALERT_CRITICALITY_LEVEL_{alert.Level}",
        ["Risk"] = 1.0,
        ["Health"] = 2.0,
        ["Efficiency"] = 1.0,
        ["resourceId"] = alert.ResourceId.ToString(),
        ["alertId"] = alert.Id.ToString(),
        ["status"] = alert.CanceledAt is null ? "ACTIVE" : "CANCELED",
        ["subType"] = "ALERT_SUBTYPE_PERFORMANCE_PROBLEM",
        ["type"] = "ALERT_TYPE_APPLICATION_PROBLEM",
        ["cancelDate"] = alert.CanceledAt?.ToUnixTimeMilliseconds() ?? 0,
        ["updateDate"] = alert.UpdatedAt.ToUnixTimeMilliseconds(),
        ["resourceKind"] = alert.ResourceKind,
        ["adapterKind"] = alert.ResourceKind == "VirtualMachine" ? "VMWARE" : "Container",
        ["resourceName"] = alert.ResourceName,
        ["alertName"] = alert.DefinitionName,
        ["attributeKeyID"] = 5325,
        ["info"] = "",
    });
}
