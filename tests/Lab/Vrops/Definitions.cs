using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vrops;

/// <summary>A collection of configuration objects that are kept as they were posted: super metrics, symptoms, alert definitions.</summary>
/// <param name="ListKey">The key of the list in answers.</param>
/// <param name="Kind">What error messages call it.</param>
/// <param name="IdPrefix">What stands before the uuid in ids.</param>
/// <param name="Required">Properties that a body must have.</param>
internal sealed record Definitions(string ListKey, string Kind, string IdPrefix, string[] Required, Func<State.VropsState, List<JsonObject>> Of)
{
    public static readonly Definitions SuperMetrics = new("superMetrics", "super metric", "", ["name", "formula"], v => v.SuperMetrics);

    public static readonly Definitions Symptoms =
        new("symptomDefinitions", "symptom definition", "SymptomDefinition-", ["name", "adapterKindKey", "resourceKindKey", "state"], v => v.Symptoms);

    public static readonly Definitions Alerts =
        new("alertDefinitions", "alert definition", "AlertDefinition-", ["name", "adapterKindKey", "resourceKindKey", "states"], v => v.AlertDefinitions);

    public LabReply List(VropsCall call)
    {
        var ids = call.Values("id");
        var names = call.Values("name");
        return call.Page(ListKey, [.. Of(call.Vrops)
            .Where(d => ids.Count == 0 || ids.Contains(d["id"]!.ToString()))
            .Where(d => names.Count == 0 || names.Contains(d["name"]!.ToString()))
            .Select(d => d.DeepClone())]);
    }

    public LabReply Get(VropsCall call) => LabReply.Json(200, Find(call, call.Id).DeepClone());

    public LabReply Create(VropsCall call)
    {
        var body = call.Body();
        Check(call, body, null);
        body["id"] = IdPrefix + call.World.Ids.NewId();
        body["modificationTime"] = call.Now.ToUnixTimeMilliseconds();
        Of(call.Vrops).Add(body);
        return LabReply.Json(201, body.DeepClone());
    }

    public LabReply Update(VropsCall call)
    {
        var body = call.Body();
        var id = body["id"]?.ToString() ?? throw VropsError.BadRequest("Invalid request: id is required.");
        var old = Find(call, id);
        Check(call, body, id);
        body["modificationTime"] = call.Now.ToUnixTimeMilliseconds();
        var list = Of(call.Vrops);
        list[list.IndexOf(old)] = body;
        return LabReply.Json(200, body.DeepClone());
    }

    public LabReply Delete(VropsCall call)
    {
        Of(call.Vrops).Remove(Find(call, call.Id));
        return new LabReply(204);
    }

    /// <summary><c>PUT …/{id}/enable?policyId=</c> and <c>…/disable</c>.</summary>
    public LabReply Switch(VropsCall call)
    {
        Find(call, call.Id);
        return new LabReply(204);
    }

    /// <summary>Assigns a super metric to object kinds, in the default policy or in given ones.</summary>
    public static LabReply Assign(VropsCall call)
    {
        var body = call.Body();
        var id = body["superMetricId"]?.ToString() ?? throw VropsError.BadRequest("Invalid request: superMetricId is required.");
        SuperMetrics.Find(call, id);
        if (body["resourceKindKeys"] is not JsonArray { Count: > 0 })
            throw VropsError.BadRequest("Invalid request: resourceKindKeys are required.");
        body["policyIds"] = new JsonArray([.. call.Values("policyIds").Select(p => JsonValue.Create(p))]);
        call.Vrops.Assignments.RemoveAll(a => a["superMetricId"]?.ToString() == id);
        call.Vrops.Assignments.Add(body);
        return new LabReply(200);
    }

    private JsonObject Find(VropsCall call, string id) => Of(call.Vrops).Find(d => d["id"]!.ToString() == id) ?? throw VropsError.NotFound(Kind, id);

    private void Check(VropsCall call, JsonObject body, string? id)
    {
        var missing = Array.FindAll(Required, r => body[r] is null);
        if (missing.Length > 0)
            throw VropsError.BadRequest($"Invalid request: {string.Join(", ", missing)} required.");
        if (Of(call.Vrops).Exists(d => d["name"]!.ToString() == body["name"]!.ToString() && d["id"]!.ToString() != id))
            throw VropsError.BadRequest($"A {Kind} with name {body["name"]} exists already.");

        var symptoms = body["states"]?.AsArray().SelectMany(s => (s?["base-symptom-set"]?["symptomDefinitionIds"] as JsonArray)?.Select(i => i!.ToString().TrimStart('!')) ?? []) ?? [];
        if (symptoms.FirstOrDefault(s => !call.Vrops.Symptoms.Exists(d => d["id"]!.ToString() == s)) is { } unknown)
            throw VropsError.NotFound(Symptoms.Kind, unknown);
    }
}
