using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.ElsaApi.Descriptors;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Saves what Studio and importers send.</summary>
internal sealed class DefinitionWriter(IDefinitionStore store, IDefinitionService definitions, ActivityTree tree, DescriptorCatalog catalog)
{
    /// <summary>What the store knows better than the sender.</summary>
    private static readonly string[] Facts =
        ["isLatest", "isPublished", "isReadonly", "isSystem", "createdAt", "links", "tenant", "savedBy", "providerName", "materializerName", "materializerContext", "isMaterializerAvailable", "$schema"];

    /// <summary>Saves the model as the latest version. Refusals come as reasons.</summary>
    /// <param name="model">The definition.</param>
    /// <param name="publish">Whether to publish it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <param name="savedBy">Who vouches for the content; null: the caller.</param>
    public async ValueTask<DefinitionWrite> SaveAsync(JsonObject model, bool publish, ApiCaller caller, CancellationToken cancellationToken, string? savedBy = null)
    {
        var json = (JsonObject)model.DeepClone();
        foreach (var fact in Facts)
            json.Remove(fact);
        DropEmptyIds(json);
        var reasons = Check(json);
        if (reasons.Count > 0)
            return DefinitionWrite.Refused(reasons);
        var root = (JsonObject)json["root"]!;
        ActivityTree.RestoreUnknown(root);
        tree.Complete(root);
        if (await LostAsync(json, root, caller, cancellationToken) is { Count: > 0 } lost)
            return DefinitionWrite.Refused(lost);
        var result = await definitions.SaveAsync(json, new SaveDefinition { Publish = publish, IsLenient = true, SavedBy = savedBy ?? caller.User }, cancellationToken);
        return DefinitionWrite.Of(result, json["definitionId"]?.ToString() ?? "");
    }

    private static void DropEmptyIds(JsonObject json)
    {
        foreach (var name in (string[])["id", "definitionId"])
        {
            if (json[name] is null || json[name]!.ToString().Length == 0)
                json.Remove(name);
        }
    }

    private static List<string> Check(JsonObject json)
    {
        var reasons = new List<string>();
        if (json["root"] is not JsonObject)
            reasons.Add("root: The definition has no root activity: give it an object such as {\"id\":\"flow1\",\"type\":\"Elsa.Flowchart\"}.");
        foreach (var name in (string[])["id", "definitionId", "name"])
        {
            if (json[name] is { } value && value.GetValueKind() != JsonValueKind.String)
                reasons.Add($"{name}: Must be a text.");
        }

        foreach (var variable in (json["variables"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable["value"] is { } value && value.GetValueKind() != JsonValueKind.String)
                reasons.Add($"variables: The value of '{variable["name"]}' must be a text or null, such as \"{value.ToJsonString().Trim('"')}\"; it is converted to the variable's type.");
        }

        return reasons;
    }

    /// <summary>Activities of unknown types that the latest version has and the new one has not: an editor that does not show them must not delete them.</summary>
    private async ValueTask<List<string>> LostAsync(JsonObject json, JsonObject root, ApiCaller caller, CancellationToken cancellationToken)
    {
        if (json["definitionId"]?.GetValue<string>() is not { } definitionId || await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is not { } latest)
            return [];
        if (PlainJson.ParseNode(latest.Json)?["root"] is not JsonObject before)
            return [];
        tree.Complete(before);
        var kept = ActivityTree.All(root).Select(ActivityTree.IdOf).ToHashSet();
        var known = new ActivityTree(await catalog.ForAsync(caller, cancellationToken));
        return [.. ActivityTree.All(before)
            .Where(activity => !known.IsKnown(activity) && !kept.Contains(ActivityTree.IdOf(activity)))
            .Select(activity => $"Activity {ActivityTree.IdOf(activity)} of type '{ActivityTree.TypeOf(activity)}', which is not installed, would be lost: install its module, "
                + "or remove it on purpose by PUT /api/v1/definitions.")];
    }
}
