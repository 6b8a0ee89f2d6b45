using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Monitored objects. A custom group is one too, under its own id.</summary>
internal static class Resources
{
    public static LabReply List(VropsCall call) => call.Page("resourceList", Find(call, call.Values));

    public static LabReply Query(VropsCall call)
    {
        var body = call.Body();
        return call.Page("resourceList", Find(call, name => [.. (body[name] as JsonArray)?.Select(n => n?.ToString() ?? "") ?? []]));
    }

    public static LabReply Get(VropsCall call)
    {
        var id = call.Uuid;
        return LabReply.Json(200, All(call).FirstOrDefault(r => r.Id == id).Json ?? throw VropsError.NotFound("resource", call.Id));
    }

    /// <summary>The name of a resource or group, or null.</summary>
    public static string? NameOf(VropsState vrops, Guid id) =>
        vrops.Resources.Find(r => r.Id == id)?.Name ?? vrops.Groups.Find(g => g.Id == id)?.Body["resourceKey"]?["name"]?.ToString();

    private static List<JsonNode> Find(VropsCall call, Func<string, IReadOnlyList<string>> values)
    {
        var ids = values("resourceId");
        var names = values("name");
        var adapters = values("adapterKind");
        var kinds = values("resourceKind");
        var patterns = values("regex").Select(Pattern).ToList();
        return [.. All(call)
            .Where(r => (ids.Count == 0 || ids.Contains(r.Id.ToString(), StringComparer.OrdinalIgnoreCase))
                && (names.Count == 0 || names.Any(n => r.Name.Contains(n, StringComparison.OrdinalIgnoreCase)))
                && (adapters.Count == 0 || adapters.Contains(r.AdapterKind, StringComparer.OrdinalIgnoreCase))
                && (kinds.Count == 0 || kinds.Contains(r.Kind, StringComparer.OrdinalIgnoreCase))
                && (patterns.Count == 0 || patterns.Exists(p => p.IsMatch(r.Name))))
            .Select(r => r.Json)];
    }

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw VropsError.BadRequest($"Invalid regex: {e.Message}");
        }
    }

    private static IEnumerable<(Guid Id, string Name, string AdapterKind, string Kind, JsonNode Json)> All(VropsCall call)
    {
        foreach (var resource in call.Vrops.Resources)
            yield return (resource.Id, resource.Name, resource.AdapterKind, resource.ResourceKind, Json(call, resource));
        foreach (var group in call.Vrops.Groups)
        {
            var key = group.Body["resourceKey"]!;
            yield return (group.Id, key["name"]!.ToString(), "Container", key["resourceKindKey"]?.ToString() ?? "", Shell(call, key.DeepClone(), group.Id, group.ChangedAt));
        }
    }

    private static JsonObject Json(VropsCall call, ResourceState resource)
    {
        var identifiers = new JsonArray();
        if (resource.Moref is not null)
        {
            identifiers.Add(Identifier("VMEntityName", resource.Name, unique: false));
            identifiers.Add(Identifier("VMEntityObjectID", resource.Moref, unique: true));
            identifiers.Add(Identifier("VMEntityVCID", call.State.Vcd.VCenterId.ToString(), unique: true));
        }

        var key = new JsonObject
        {
            ["name"] = resource.Name,
            ["adapterKindKey"] = resource.AdapterKind,
            ["resourceKindKey"] = resource.ResourceKind,
            ["resourceIdentifiers"] = identifiers,
        };
        return Shell(call, key, resource.Id, resource.CreatedAt);
    }

    private static JsonObject Shell(VropsCall call, JsonNode key, Guid id, DateTimeOffset created) => new()
    {
        ["creationTime"] = created.ToUnixTimeMilliseconds(),
        ["resourceKey"] = key,
        ["resourceStatusStates"] = new JsonArray(new JsonObject
        {
            ["adapterInstanceId"] = call.Vrops.AdapterInstanceId.ToString(),
            ["resourceStatus"] = "DATA_RECEIVING",
            ["resourceState"] = "STARTED",
        }),
        ["resourceHealth"] = "GREEN",
        ["resourceHealthValue"] = 100.0,
        ["badges"] = new JsonArray(),
        ["links"] = new JsonArray(new JsonObject { ["href"] = $"/suite-api/api/resources/{id}", ["rel"] = "SELF", ["name"] = "linkToSelf" }),
        ["identifier"] = id.ToString(),
    };

    private static JsonObject Identifier(string name, string value, bool unique) => new()
    {
        ["identifierType"] = new JsonObject { ["name"] = name, ["dataType"] = "STRING", ["isPartOfUniqueness"] = unique },
        ["value"] = value,
    };
}
