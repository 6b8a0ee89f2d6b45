using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Server.ElsaApi.Descriptors;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Walks the activities of a definition's JSON without reading them, so that all that it does not know of is kept.</summary>
internal sealed class ActivityTree(ActivityTypes types)
{
    public const string NotFoundType = "Elsa.NotFoundActivity";

    /// <summary>Node id of the whole; its root lies below it.</summary>
    public const string WorkflowNodeId = "Workflow1";

    /// <summary>Members of an activity that hold no activities.</summary>
    private static readonly HashSet<string> Opaque = ["customProperties", "metadata", "variables", "connections"];

    public static string? TypeOf(JsonObject activity) => Text(activity, "type");

    public static string? IdOf(JsonObject activity) => Text(activity, "id");

    /// <summary>The activity itself and all below it, parents first.</summary>
    public static IEnumerable<JsonObject> All(JsonObject activity)
    {
        yield return activity;
        foreach (var (_, child, _) in Children(activity))
        {
            foreach (var below in All(child))
                yield return below;
        }
    }

    /// <summary>Embedded activities with the port that holds them, also those in the items of a list, such as the cases of a switch; each with the id it has without one of its own.</summary>
    public static IEnumerable<(string Port, JsonObject Activity, string FallbackId)> Children(JsonObject activity)
    {
        var id = IdOf(activity);
        foreach (var (name, value) in activity)
        {
            if (Opaque.Contains(name))
                continue;
            if (value is JsonObject child && IsActivity(child))
                yield return (name, child, $"{id}:{name}");
            if (value is not JsonArray list)
                continue;
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is not JsonObject item)
                    continue;
                var number = (i + 1).ToString(CultureInfo.InvariantCulture);
                if (IsActivity(item))
                {
                    yield return (name, item, $"{id}:{number}");
                    continue;
                }

                foreach (var inner in item.Select(held => held.Value).OfType<JsonObject>().Where(IsActivity))
                    yield return (name, inner, $"{id}:case{number}");
            }
        }
    }

    /// <summary>Whether the installation has the type of an activity.</summary>
    public bool IsKnown(JsonObject activity) => TypeOf(activity) is { } type && type != NotFoundType && types.Find(type) is not null;

    /// <summary>Gives every activity its id, its version and its node id, and containers their lists.</summary>
    public void Complete(JsonObject root) => Complete(root, WorkflowNodeId, "Root1");

    /// <summary>Puts a placeholder, which keeps the original, in the place of every activity whose type is unknown: Studio shows nothing of a workflow that has one.</summary>
    public void HideUnknown(JsonObject root)
    {
        foreach (var activity in All(root).Where(activity => !IsKnown(activity) && TypeOf(activity) != NotFoundType).ToList())
        {
            var original = activity.ToJsonString(PlainJson.Options);
            var kept = new[] { "id", "nodeId", "name", "metadata" }.Where(activity.ContainsKey).Select(name => KeyValuePair.Create(name, activity[name]?.DeepClone())).ToList();
            var (type, version) = (TypeOf(activity), activity["version"]?.DeepClone());
            activity.Clear();
            foreach (var (name, value) in kept)
                activity[name] = value;
            activity["type"] = NotFoundType;
            activity["version"] = 1;
            activity["missingTypeName"] = type;
            activity["missingTypeVersion"] = version ?? 1;
            activity["originalActivityJson"] = original;
        }
    }

    /// <summary>Puts the originals back, at the place where the placeholder was left.</summary>
    public static void RestoreUnknown(JsonObject root)
    {
        foreach (var activity in All(root).Where(activity => TypeOf(activity) == NotFoundType).ToList())
        {
            if (Text(activity, "originalActivityJson") is not { } text || PlainJson.ParseNode(text) is not JsonObject original)
                continue;
            var kept = new[] { "id", "name", "metadata" }.Where(activity.ContainsKey).Select(name => KeyValuePair.Create(name, activity[name]?.DeepClone())).ToList();
            activity.Clear();
            foreach (var (name, value) in original)
                activity[name] = value?.DeepClone();
            foreach (var (name, value) in kept)
                activity[name] = value;
        }
    }

    private void Complete(JsonObject activity, string parentNodeId, string fallbackId)
    {
        if (string.IsNullOrEmpty(IdOf(activity)))
            activity["id"] = fallbackId;
        var nodeId = $"{parentNodeId}:{IdOf(activity)}";
        activity["nodeId"] = nodeId;
        if (TypeOf(activity) is { } type && types.Find(type, Version(activity)) is { } descriptor)
        {
            // What the engine runs; Studio needs the exact pair of the descriptor list.
            activity["version"] = descriptor.Version;
            if (descriptor.IsContainer)
                activity["activities"] ??= new JsonArray();
            if (type == "Elsa.Flowchart")
                activity["connections"] ??= new JsonArray();
        }

        foreach (var (_, child, fallback) in Children(activity).ToList())
            Complete(child, nodeId, fallback);
    }

    private static int Version(JsonObject activity) => activity["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 0;

    private static bool IsActivity(JsonObject json) =>
        Text(json, "type") is not null && (json.ContainsKey("id") || json.ContainsKey("version") || json.ContainsKey("nodeId"));

    private static string? Text(JsonObject json, string property) =>
        json[property] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
