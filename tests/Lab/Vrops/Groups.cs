using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Custom groups: written whole, without an id in the path; their members follow with the next cycle.</summary>
internal static class Groups
{
    public static LabReply Types(VropsCall call) => LabReply.Json(200, new JsonObject
    {
        ["groupTypes"] = new JsonArray([.. call.Vrops.GroupTypes.Select(t => new JsonObject { ["key"] = t, ["name"] = t })]),
    });

    public static LabReply CreateType(VropsCall call)
    {
        var name = call.Body()["name"]?.ToString();
        if (string.IsNullOrWhiteSpace(name))
            throw VropsError.BadRequest("Invalid request: name is required.");
        if (call.Vrops.GroupTypes.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw VropsError.BadRequest($"A group type with name {name} exists already.");
        call.Vrops.GroupTypes.Add(name);
        return LabReply.Json(201, new JsonObject { ["key"] = name, ["name"] = name });
    }

    public static LabReply List(VropsCall call)
    {
        var ids = call.Values("groupId");
        return LabReply.Json(200, new JsonObject
        {
            ["groups"] = new JsonArray([.. call.Vrops.Groups.Where(g => ids.Count == 0 || ids.Contains(g.Id.ToString())).Select(g => g.Body.DeepClone())]),
        });
    }

    public static LabReply Get(VropsCall call) => LabReply.Json(200, Find(call, call.Uuid).Body.DeepClone());

    public static LabReply Members(VropsCall call)
    {
        var members = Find(call, call.Uuid).Members;
        return LabReply.Json(200, new JsonObject
        {
            ["resourceList"] = new JsonArray([.. members.Select(id => new JsonObject { ["identifier"] = id.ToString(), ["resourceKey"] = new JsonObject { ["name"] = Resources.NameOf(call.Vrops, id) } })]),
        });
    }

    public static LabReply Create(VropsCall call)
    {
        var body = call.Body();
        var name = Check(call, body);
        if (call.Vrops.Groups.Exists(g => NameOf(g) == name))
            throw VropsError.BadRequest($"A group with name {name} exists already.");
        var group = new GroupState { Id = call.World.Ids.NewId(), Body = body, ChangedAt = call.Now };
        body["id"] = group.Id.ToString();
        call.Vrops.Groups.Add(group);
        return LabReply.Json(201, body.DeepClone());
    }

    public static LabReply Update(VropsCall call)
    {
        var body = call.Body();
        if (!Guid.TryParse(body["id"]?.ToString(), out var id))
            throw VropsError.BadRequest("Invalid request: id is required.");
        var group = Find(call, id);
        Check(call, body);
        group.Body = body;
        group.ChangedAt = call.Now;
        return LabReply.Json(200, body.DeepClone());
    }

    public static LabReply Delete(VropsCall call)
    {
        call.Vrops.Groups.Remove(Find(call, call.Uuid));
        return new LabReply(200);
    }

    public static string NameOf(GroupState group) => group.Body["resourceKey"]?["name"]?.ToString() ?? "";

    private static GroupState Find(VropsCall call, Guid id) => call.Vrops.Groups.Find(g => g.Id == id) ?? throw VropsError.NotFound("group", id.ToString());

    private static string Check(VropsCall call, JsonObject body)
    {
        var key = body["resourceKey"] as JsonObject ?? throw VropsError.BadRequest("Invalid request: resourceKey is required.");
        var name = key["name"]?.ToString();
        if (string.IsNullOrWhiteSpace(name))
            throw VropsError.BadRequest("Invalid request: resourceKey.name is required.");
        if (key["adapterKindKey"]?.ToString() != "Container")
            throw VropsError.BadRequest("Invalid request: resourceKey.adapterKindKey must be Container.");
        var type = key["resourceKindKey"]?.ToString();
        if (type is null || !call.Vrops.GroupTypes.Contains(type))
            throw VropsError.BadRequest($"Invalid request: there is no group type {type}.");
        if (body["membershipDefinition"] is not JsonObject)
            throw VropsError.BadRequest("Invalid request: membershipDefinition is required.");
        return name;
    }
}
