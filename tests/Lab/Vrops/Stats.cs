using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Latest statistics of resources, and of groups by their super metrics.</summary>
internal static class Stats
{
    public static LabReply LatestQuery(VropsCall call)
    {
        var body = call.Body();
        return Answer(call, Strings(body, "resourceId"), Strings(body, "statKey"));
    }

    public static LabReply Latest(VropsCall call) => Answer(call, call.Values("resourceId"), call.Values("statKey"));

    private static LabReply Answer(VropsCall call, IReadOnlyList<string> resources, IReadOnlyList<string> keys)
    {
        var values = new JsonArray();
        foreach (var text in resources)
        {
            if (!Guid.TryParse(text, out var id))
                throw VropsError.BadRequest($"Invalid resourceId: {text}");
            var stats = Of(call.Vrops, id).Where(s => keys.Count == 0 || keys.Contains(s.Key)).Select(s => (JsonNode)new JsonObject
            {
                ["timestamps"] = new JsonArray(call.State.LastCycleAt.ToUnixTimeMilliseconds()),
                ["statKey"] = new JsonObject { ["key"] = s.Key },
                ["data"] = new JsonArray(s.Value),
            }).ToArray();
            if (stats.Length > 0)
                values.Add(new JsonObject { ["resourceId"] = text, ["stat-list"] = new JsonObject { ["stat"] = new JsonArray(stats) } });
        }

        return LabReply.Json(200, new JsonObject { ["values"] = values });
    }

    private static IEnumerable<KeyValuePair<string, double>> Of(VropsState vrops, Guid id)
    {
        foreach (var stat in vrops.Stats.GetValueOrDefault(id) ?? [])
            yield return stat;
        if (vrops.Groups.Find(g => g.Id == id) is not { } group)
            yield break;
        foreach (var metric in vrops.SuperMetrics.Where(m => vrops.Assignments.Exists(a => a["superMetricId"]?.ToString() == m["id"]!.ToString())))
        {
            if (SuperMetricFormula.Evaluate(metric["formula"]!.ToString(), key => group.Members.Select(m => vrops.Stats.GetValueOrDefault(m)?.GetValueOrDefault(key, double.NaN) ?? double.NaN)) is { } value)
                yield return new KeyValuePair<string, double>($"Super Metric|sm_{metric["id"]}", value);
        }
    }

    private static List<string> Strings(JsonObject body, string name) => [.. (body[name] as JsonArray)?.Select(n => n?.ToString() ?? "") ?? []];
}
