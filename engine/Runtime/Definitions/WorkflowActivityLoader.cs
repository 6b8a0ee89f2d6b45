using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Definitions;

/// <summary>
/// Finds the workflows that a definition uses as activities: by version id, else the published version of the definition id, else its latest, else the workflow whose name
/// gives the activity's type. A tenant sees its own workflows and the provider's.
/// </summary>
internal sealed class WorkflowActivityLoader(IDefinitionStore store, IActivityRegistry registry)
{
    /// <summary>Loads what a definition uses, directly and through others.</summary>
    /// <param name="model">The definition.</param>
    /// <param name="tenant">Its owner; empty: the provider.</param>
    /// <param name="pinned">Versions that open references had when the instance began, by activity type; null: the present ones.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    public async ValueTask<WorkflowActivityLibrary> LoadAsync(
        JsonObject model, string tenant, IReadOnlyDictionary<string, string>? pinned, CancellationToken cancellationToken)
    {
        var library = new WorkflowActivityLibrary();
        var pending = new Queue<JsonObject>([model]);
        while (pending.TryDequeue(out var definition))
        {
            foreach (var reference in WorkflowReferences.Find(definition["root"], registry))
            {
                if (library.Knows(reference))
                    continue;
                var (workflow, isPinned) = await FindAsync(reference, tenant, pinned, cancellationToken);
                library.Add(reference, workflow, isPinned);
                if (workflow is not null)
                    pending.Enqueue(workflow.Json);
            }
        }

        return library;
    }

    /// <summary>The published workflows that a tenant may use as activities, by name.</summary>
    public async ValueTask<IReadOnlyList<UsableWorkflow>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var published = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.Published, Tenant = tenant }, cancellationToken);
        return [.. published.Items.Where(definition => Serves(definition, tenant) && MayBeUsable(definition)).Select(Read).OfType<UsableWorkflow>()];
    }

    /// <summary>The activities of a definition that refer to a workflow, or whose type is none that is installed.</summary>
    public IEnumerable<JsonObject> ReferencesIn(JsonNode? node)
    {
        var pending = new Stack<JsonNode?>([node]);
        while (pending.TryPop(out var next))
        {
            switch (next)
            {
                case JsonObject json:
                    if (IsReference(json))
                        yield return json;
                    foreach (var (_, child) in json)
                        pending.Push(child);
                    break;
                case JsonArray array:
                    foreach (var child in array)
                        pending.Push(child);
                    break;
            }
        }
    }

    private bool IsReference(JsonObject json) =>
        json["id"] is JsonValue && json["type"] is JsonValue value && value.TryGetValue<string>(out var type)
        && (json.ContainsKey("workflowDefinitionId") || json.ContainsKey("workflowDefinitionVersionId") || registry.Find(type) is null);

    private async ValueTask<(UsableWorkflow? Workflow, bool IsPinned)> FindAsync(
        JsonObject reference, string tenant, IReadOnlyDictionary<string, string>? pinned, CancellationToken cancellationToken)
    {
        if (Text(reference, "workflowDefinitionVersionId") is { } versionId && Usable(await store.FindAsync(versionId, cancellationToken), tenant) is { } exact)
            return (exact, true);
        var type = WorkflowActivityLibrary.TypeOf(reference);
        if (pinned is not null && pinned.TryGetValue(type, out var kept))
            return (Usable(await store.FindAsync(kept, cancellationToken), tenant), false);
        if (Text(reference, "workflowDefinitionId") is { } definitionId)
        {
            var found = Usable(await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken), tenant)
                ?? Usable(await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken), tenant);
            if (found is not null)
                return (found, false);
        }

        return (type.Length == 0 || registry.Find(type) is not null ? null : (await ListAsync(tenant, cancellationToken)).FirstOrDefault(w => w.TypeName == type), false);
    }

    private static UsableWorkflow? Usable(StoredDefinition? definition, string tenant) => definition is not null && Serves(definition, tenant) ? Read(definition) : null;

    /// <summary>Spares the reading of large definitions that say nothing of it.</summary>
    private static bool MayBeUsable(StoredDefinition definition) => definition.Json.Contains("usableAsActivity", StringComparison.Ordinal);

    private static UsableWorkflow? Read(StoredDefinition definition) => UsableWorkflow.Read((JsonObject)PlainJson.ParseNode(definition.Json)!, definition.SavedBy);

    private static bool Serves(StoredDefinition definition, string tenant) => definition.Tenant.Length == 0 || definition.Tenant == tenant;

    private static string? Text(JsonObject json, string property) => json[property] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
