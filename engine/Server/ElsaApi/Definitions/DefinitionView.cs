using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Shows a stored definition as Elsa's clients want it: complete, with node ids, and with what they may do.</summary>
internal sealed class DefinitionView(ActivityTree tree, bool mayWrite)
{
    private static readonly JsonObject NoOptions = new()
    {
        ["activationStrategyType"] = null,
        ["usableAsActivity"] = false,
        ["autoUpdateConsumingWorkflows"] = false,
        ["activityCategory"] = null,
        ["incidentStrategyType"] = null,
        ["commitStrategyName"] = null,
    };

    public JsonObject Of(StoredDefinition row)
    {
        var json = Content(row);
        json["isLatest"] = row.IsLatest;
        json["isPublished"] = row.IsPublished;
        json["isReadonly"] = row.IsReadonly;
        json["isSystem"] = false;
        json["createdAt"] = row.CreatedAt;
        json["providerName"] = null;
        json["materializerName"] = "Json";
        json["materializerContext"] = null;
        json["isMaterializerAvailable"] = true;
        json["links"] = JsonSerializer.SerializeToNode(DefinitionLinks.Of(row, mayWrite), PlainJson.Options);
        tree.HideUnknown((JsonObject)json["root"]!);
        return json;
    }

    /// <summary>What is exported: without what only this installation knows, and with the originals of unknown activities.</summary>
    public JsonObject Export(StoredDefinition row)
    {
        var json = Content(row);
        json["isLatest"] = row.IsLatest;
        json["isPublished"] = row.IsPublished;
        json["createdAt"] = row.CreatedAt;
        return json;
    }

    private JsonObject Content(StoredDefinition row)
    {
        var json = (JsonObject)PlainJson.ParseNode(row.Json)!;
        json["id"] = row.Id;
        json["definitionId"] = row.DefinitionId;
        json["name"] = row.Name;
        json["description"] = row.Description;
        json["version"] = row.Version;
        if (json["toolVersion"] is not JsonValue version || !Version.TryParse(version.ToString(), out _))
            json["toolVersion"] = null;
        json["options"] = Options(json["options"] as JsonObject);
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"])
            json[list] ??= new JsonArray();
        json["customProperties"] ??= new JsonObject();
        foreach (var variable in ((JsonArray)json["variables"]!).OfType<JsonObject>())
            CompleteVariable(variable);
        foreach (var argument in ((JsonArray)json["inputs"]!).Concat((JsonArray)json["outputs"]!).OfType<JsonObject>())
            CompleteArgument(argument);
        tree.Complete((JsonObject)json["root"]!);
        return json;
    }

    private static JsonObject Options(JsonObject? given)
    {
        var options = (JsonObject?)given?.DeepClone() ?? [];
        foreach (var (name, value) in NoOptions)
            options[name] ??= value?.DeepClone();
        return options;
    }

    private static void CompleteVariable(JsonObject variable)
    {
        variable["id"] ??= variable["name"]?.DeepClone();
        variable["typeName"] ??= "Object";
        variable["isArray"] ??= false;
        if (variable["value"] is { } value && value.GetValueKind() != JsonValueKind.String)
            variable["value"] = value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(value.ToJsonString()) : value.ToJsonString();
    }

    private static void CompleteArgument(JsonObject argument)
    {
        argument["type"] ??= argument["typeName"]?.DeepClone() ?? "Object";
        argument["isArray"] ??= false;
        argument["displayName"] ??= argument["name"]?.DeepClone();
        argument["description"] ??= "";
        argument["category"] ??= "Primitives";
    }
}
