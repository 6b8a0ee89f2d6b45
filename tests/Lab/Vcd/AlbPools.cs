using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>Load-balancer pools of NSX-T gateways (ALB; cloudapi, API 35 and later): JSON that is read and written whole, by tasks.</summary>
internal static class AlbPools
{
    private static readonly string[] s_algorithms =
        ["LEAST_CONNECTIONS", "ROUND_ROBIN", "CONSISTENT_HASH", "FASTEST_RESPONSE", "LEAST_LOAD", "FEWEST_SERVERS", "RANDOM", "FEWEST_TASKS", "CORE_AFFINITY"];

    public static LabReply Summaries(VcdCall call)
    {
        call.DemandProvider();
        var gateway = call.Request.RouteText("urn");
        var values = call.Vcd.AlbPools.Where(p => p["gatewayRef"]?["id"]?.ToString() == gateway).Select(p => (JsonNode)new JsonObject
        {
            ["id"] = p["id"]!.ToString(),
            ["name"] = p["name"]!.ToString(),
            ["gatewayRef"] = p["gatewayRef"]!.DeepClone(),
            ["algorithm"] = p["algorithm"]!.ToString(),
            ["memberCount"] = p["members"]!.AsArray().Count,
        }).ToArray();
        return LabReply.Json(200, new JsonObject { ["resultTotal"] = values.Length, ["pageCount"] = 1, ["page"] = 1, ["pageSize"] = 128, ["values"] = new JsonArray(values) });
    }

    public static LabReply Get(VcdCall call) => LabReply.Json(200, View(Find(call)));

    public static LabReply Create(VcdCall call)
    {
        call.DemandProvider();
        var pool = Read(call);
        pool["id"] = $"urn:vcloud:loadBalancerPool:{call.World.Ids.NewId()}";
        call.Vcd.AlbPools.Add(pool);
        return Accept(call, "loadBalancerPoolCreate", pool);
    }

    public static LabReply Update(VcdCall call)
    {
        var old = Find(call);
        var pool = Read(call);
        pool["id"] = old["id"]!.ToString();
        call.Vcd.AlbPools[call.Vcd.AlbPools.IndexOf(old)] = pool;
        return Accept(call, "loadBalancerPoolUpdate", pool);
    }

    public static LabReply Delete(VcdCall call)
    {
        var pool = Find(call);
        call.Vcd.AlbPools.Remove(pool);
        return Accept(call, "loadBalancerPoolDelete", pool);
    }

    private static JsonObject Find(VcdCall call)
    {
        call.DemandProvider();
        var urn = call.Request.RouteText("urn");
        return call.Vcd.AlbPools.Find(p => p["id"]!.ToString() == urn) ?? throw VcdError.NoEntity("loadBalancerPool", urn);
    }

    /// <summary>With the fields that only answers have.</summary>
    private static JsonObject View(JsonObject pool)
    {
        var view = (JsonObject)pool.DeepClone();
        var members = view["members"]!.AsArray();
        view["memberCount"] = members.Count;
        view["enabledMemberCount"] = members.Count(m => m!["enabled"]?.GetValue<bool>() == true);
        view["upMemberCount"] = members.Count;
        foreach (var member in members)
            member!["healthStatus"] = "UP";
        return view;
    }

    private static JsonObject Read(VcdCall call)
    {
        var body = JsonBody.Of(call);
        if (body.Text("name").Length == 0 || body["gatewayRef"]?["id"] is null || body["members"] is not JsonArray members)
            throw VcdError.BadRequest("name, gatewayRef and members are required.");
        if (!s_algorithms.Contains(body.Text("algorithm")))
            throw VcdError.BadRequest($"Unknown algorithm {body.Text("algorithm")}.");
        foreach (var name in (string[])["memberCount", "enabledMemberCount", "upMemberCount", "healthMessage"])
            body.Remove(name);
        foreach (var member in members)
            (member as JsonObject)?.Remove("healthStatus");
        return body;
    }

    private static LabReply Accept(VcdCall call, string operation, JsonObject pool)
    {
        var task = new State.TaskState
        {
            OrgId = call.User.OrgId,
            OperationName = operation,
            Operation = $"{operation} {pool["name"]}",
            OwnerPath = $"/cloudapi/1.0.0/loadBalancer/pools/{pool["id"]}",
            OwnerName = pool["name"]!.ToString(),
            OwnerType = "application/json",
        };
        TaskViews.Start(call, task);
        return new LabReply(202).With("Location", call.Href($"/api/task/{task.Id}"));
    }
}
