using System.Text.Json.Nodes;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

/// <summary>Makes cost data.</summary>
internal static class Cost
{
    public static JsonObject Line(string id, string day, decimal cost, string org = "pscoe", string service = "Compute") => new()
    {
        ["id"] = id,
        ["org"] = org,
        ["chargePeriodStart"] = $"{day}T00:00:00Z",
        ["chargePeriodEnd"] = $"{day}T12:00:00Z",
        ["serviceCategory"] = service,
        ["serviceName"] = $"{service} service",
        ["resourceId"] = "urn:vcloud:vm:1",
        ["resourceName"] = "web-01",
        ["consumedQuantity"] = 12.5m,
        ["consumedUnit"] = "Hours",
        ["billedCost"] = cost,
        ["tags"] = new JsonObject { ["tier"] = "web", ["environment"] = "test" },
    };

    public static string File(params JsonObject[] lines) =>
        new JsonObject { ["source"] = "lab", ["currency"] = "EUR", ["lines"] = new JsonArray([.. lines]) }.ToJsonString();

    public static CostLine Of(string id, DateOnly day, decimal cost, string tenant = "pscoe", string service = "Compute", string currency = "EUR") => new()
    {
        Tenant = tenant,
        Source = "lab",
        LineId = id,
        ChargeStart = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
        ChargeEnd = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(1),
        ServiceCategory = service,
        ServiceName = service,
        Cost = cost,
        Currency = currency,
    };
}
