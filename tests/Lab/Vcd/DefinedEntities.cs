using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Interfaces, types and defined entities (cloudapi; 10.3 and later), as far as behaviours need them.</summary>
internal static class DefinedEntities
{
    public static LabReply CreateInterface(VcdCall call)
    {
        call.DemandProvider();
        var body = JsonBody.Of(call);
        var made = new InterfaceState { Name = body.Text("name"), Vendor = body.Text("vendor"), Nss = body.Text("nss"), Version = body.Text("version") };
        Demand(made.Vendor, made.Nss, made.Version);
        if (call.Vcd.Interfaces.Exists(i => i.Urn == made.Urn))
            throw new VcdError(400, "RDE_INTERFACE_ALREADY_EXISTS", $"The interface {made.Urn} exists already.");
        call.Vcd.Interfaces.Add(made);
        return LabReply.Json(201, new JsonObject { ["id"] = made.Urn, ["name"] = made.Name, ["vendor"] = made.Vendor, ["nss"] = made.Nss, ["version"] = made.Version, ["readonly"] = false });
    }

    public static LabReply CreateBehavior(VcdCall call)
    {
        call.DemandProvider();
        var owner = call.Vcd.Interfaces.Find(i => i.Urn == call.Request.RouteText("urn")) ?? throw VcdError.NoEntity("interface", call.Request.RouteText("urn"));
        var body = JsonBody.Of(call);
        if (body["execution"] is not JsonObject execution || body.Text("name") is not { Length: > 0 } name)
            throw VcdError.BadRequest("name and execution are required.");
        if (execution.Text("type") != "MQTT")
            throw VcdError.BadRequest($"Behaviors of type {execution.Text("type")} are not simulated; MQTT is.");
        var properties = execution["execution_properties"] as JsonObject ?? [];
        if (!call.Vcd.Extensions.Exists(x => x.Urn == properties.Text("serviceId")))
            throw VcdError.NoEntity("extension-api", properties.Text("serviceId"));
        var made = new BehaviorState
        {
            Urn = $"urn:vcloud:behavior-interface:{name}:{owner.Vendor}:{owner.Nss}:{owner.Version}",
            Name = name,
            ExecutionId = execution.Text("id"),
            ServiceId = properties.Text("serviceId"),
            Properties = properties.ToJsonString(),
            InvocationTimeout = properties["invocation_timeout"]?.GetValue<double>(),
        };
        owner.Behaviors.Add(made);
        return LabReply.Json(201, new JsonObject { ["id"] = made.Urn, ["ref"] = made.Urn, ["name"] = name, ["execution"] = execution.DeepClone() });
    }

    public static LabReply CreateType(VcdCall call)
    {
        call.DemandProvider();
        var body = JsonBody.Of(call);
        var made = new EntityTypeState
        {
            Name = body.Text("name"),
            Vendor = body.Text("vendor"),
            Nss = body.Text("nss"),
            Version = body.Text("version"),
            Interfaces = [.. (body["interfaces"] as JsonArray ?? []).Select(i => i!.ToString())],
        };
        Demand(made.Vendor, made.Nss, made.Version);
        if (made.Interfaces.Find(urn => !call.Vcd.Interfaces.Exists(i => i.Urn == urn)) is { } unknown)
            throw VcdError.NoEntity("interface", unknown);
        call.Vcd.EntityTypes.Add(made);
        return LabReply.Json(201, new JsonObject { ["id"] = made.Urn, ["name"] = made.Name, ["vendor"] = made.Vendor, ["nss"] = made.Nss, ["version"] = made.Version });
    }

    /// <summary>Made at once, though vCD makes it by a task.</summary>
    public static LabReply Create(VcdCall call)
    {
        var type = call.Vcd.EntityTypes.Find(t => t.Urn == call.Request.RouteText("urn")) ?? throw VcdError.NoEntity("entityType", call.Request.RouteText("urn"));
        var body = JsonBody.Of(call);
        var made = new DefinedEntityState
        {
            Urn = $"urn:vcloud:entity:{type.Vendor}:{type.Nss}:{call.World.Ids.NewId()}",
            TypeUrn = type.Urn,
            Name = body.Text("name"),
            OrgId = call.User.OrgId,
            Content = (body["entity"] as JsonObject ?? []).ToJsonString(),
        };
        call.Vcd.Entities.Add(made);
        return LabReply.Json(201, Json(made));
    }

    public static LabReply Get(VcdCall call) => LabReply.Json(200, Json(Find(call)));

    public static DefinedEntityState Find(VcdCall call) =>
        call.Vcd.Entities.Find(e => e.Urn == call.Request.RouteText("urn")) is { } found && call.MaySee(found.OrgId)
            ? found
            : throw VcdError.NoEntity("entity", call.Request.RouteText("urn"));

    private static JsonObject Json(DefinedEntityState entity) => new()
    {
        ["id"] = entity.Urn,
        ["entityType"] = entity.TypeUrn,
        ["name"] = entity.Name,
        ["entity"] = JsonNode.Parse(entity.Content),
        ["state"] = "RESOLVED",
        ["org"] = new JsonObject { ["id"] = $"urn:vcloud:org:{entity.OrgId}" },
    };

    private static void Demand(params string[] values)
    {
        if (values.Any(string.IsNullOrEmpty))
            throw VcdError.BadRequest("vendor, nss and version are required.");
    }
}
