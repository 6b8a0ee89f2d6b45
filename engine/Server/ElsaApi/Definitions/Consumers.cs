using System.Text.Json.Nodes;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Definitions that use another as an activity.</summary>
internal static class Consumers
{
    private const string Reference = "workflowDefinitionId";

    /// <summary>Latest versions with an activity that refers to the definition, in order of name.</summary>
    public static async ValueTask<IReadOnlyList<StoredDefinition>> FindAsync(
        IDefinitionStore store, ActivityTree tree, StoredDefinition used, ApiCaller caller, CancellationToken cancellationToken)
    {
        var all = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.Latest, Tenant = caller.Narrow(null) }, cancellationToken);
        return [.. all.Items.Where(row => row.DefinitionId != used.DefinitionId && row.Json.Contains(Reference, StringComparison.Ordinal) && Uses(tree, row, used))];
    }

    /// <summary>The activities that refer to a definition.</summary>
    public static IEnumerable<JsonObject> ReferencesIn(ActivityTree tree, JsonObject definition, string definitionId)
    {
        if (definition["root"] is not JsonObject root)
            return [];
        tree.Complete(root);
        return ActivityTree.All(root).Where(activity => activity[Reference]?.ToString() == definitionId);
    }

    private static bool Uses(ActivityTree tree, StoredDefinition row, StoredDefinition used) => ReferencesIn(tree, (JsonObject)PlainJson.ParseNode(row.Json)!, used.DefinitionId).Any();
}
