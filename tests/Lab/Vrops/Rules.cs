using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Notification rules: which alerts go to which plug-in.</summary>
internal static class Rules
{
    public static LabReply List(VropsCall call) => call.Page("rules", [.. call.Vrops.Rules.Select(r => r.DeepClone())]);

    public static LabReply Get(VropsCall call) => LabReply.Json(200, Find(call, call.Id).DeepClone());

    public static LabReply Create(VropsCall call)
    {
        var body = call.Body();
        Check(call, body);
        body["id"] = call.World.Ids.NewId().ToString();
        call.Vrops.Rules.Add(body);
        return LabReply.Json(201, body.DeepClone());
    }

    public static LabReply Update(VropsCall call)
    {
        var body = call.Body();
        var old = Find(call, body["id"]?.ToString() ?? "");
        Check(call, body);
        call.Vrops.Rules[call.Vrops.Rules.IndexOf(old)] = body;
        return LabReply.Json(200, body.DeepClone());
    }

    public static LabReply Delete(VropsCall call)
    {
        call.Vrops.Rules.Remove(Find(call, call.Id));
        return new LabReply(204);
    }

    /// <summary>The enabled rules that an alert in this state passes. An empty filter lets everything through.</summary>
    public static IReadOnlyList<JsonObject> Matching(VropsState vrops, AlertState alert, string status) => vrops.Rules.FindAll(rule =>
        rule["enabled"]?.GetValue<bool>() != false
        && Passes(rule["alertStatuses"], n => n.ToString() == status)
        && Passes(rule["resourceKindFilters"], n => n["resourceKind"]?.ToString() == alert.ResourceKind)
        && Passes(rule["resourceFilters"], n => n["resourceId"]?.ToString() == alert.ResourceId.ToString())
        && Passes(rule["criticalities"], n => n.ToString() == alert.Level)
        && Passes(rule["alertDefinitionIdFilters"]?["values"], n => n.ToString() == alert.DefinitionId));

    private static bool Passes(JsonNode? filter, Func<JsonNode, bool> holds) => filter is not JsonArray { Count: > 0 } list || list.Any(n => n is not null && holds(n));

    private static JsonObject Find(VropsCall call, string id) => call.Vrops.Rules.Find(r => r["id"]!.ToString() == id) ?? throw VropsError.NotFound("notification rule", id);

    private static void Check(VropsCall call, JsonObject body)
    {
        if (string.IsNullOrWhiteSpace(body["name"]?.ToString()))
            throw new VropsError(422, "Invalid request: name is required.");
        var plugin = body["pluginId"]?.ToString();
        if (!call.Vrops.Plugins.Exists(p => p["pluginId"]!.ToString() == plugin))
            throw VropsError.NotFound("plug-in", plugin ?? "(none)");
        if (body["alertDefinitionIdFilters"]?["values"] is JsonArray ids
            && ids.FirstOrDefault(i => !call.Vrops.AlertDefinitions.Exists(d => d["id"]!.ToString() == i?.ToString())) is { } unknown)
            throw VropsError.NotFound("alert definition", unknown.ToString());
    }
}
