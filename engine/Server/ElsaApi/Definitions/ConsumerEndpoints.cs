using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class ConsumerEndpoints
{
    public static void MapConsumers(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions").WithTags(DefinitionEndpoints.Tag);
        group.MapGet("/{definitionId}/consumers", ListAsync).WithSummary("List the definitions that use a definition as an activity").Produces<ConsumersAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapPost("/{definitionId}/update-references", UpdateAsync).WithSummary("Let the definitions that use a definition take its published version")
            .Produces<UpdatedReferencesAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404).RequireAuthorization(AuthScheme.Administrators);
    }

    private static async Task<IResult> ListAsync(string definitionId, HttpContext context, IDefinitionStore store, ActivityTree tree, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        if (await store.FindAsync(caller, definitionId, VersionOptions.Latest, cancellationToken) is not { } used)
            return ElsaError.UnknownDefinition(definitionId);
        var found = await Consumers.FindAsync(store, tree, used, caller, cancellationToken);
        return Results.Json(new ConsumersAnswer([.. found.Select(row => row.DefinitionId)]), PlainJson.Options);
    }

    private static async Task<IResult> UpdateAsync(
        string definitionId, UpdateReferencesBody? body, HttpContext context, IDefinitionStore store, ActivityTree tree, DefinitionWriter writer, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        if (await store.FindAsync(caller, definitionId, VersionOptions.Published, cancellationToken) is not { } used)
            return ElsaError.NotFound($"There is no published version of a workflow definition '{definitionId}'.");
        var affected = new List<string>();
        foreach (var row in await Consumers.FindAsync(store, tree, used, caller, cancellationToken))
        {
            if (row.IsReadonly || body?.ConsumingWorkflowIds is { Count: > 0 } wanted && !wanted.Contains(row.DefinitionId))
                continue;
            var json = (JsonObject)PlainJson.ParseNode(row.Json)!;
            foreach (var activity in Consumers.ReferencesIn(tree, json, definitionId))
            {
                activity["workflowDefinitionVersionId"] = used.Id;
                activity["version"] = used.Version;
                activity["latestAvailablePublishedVersion"] = used.Version;
                activity["latestAvailablePublishedVersionId"] = used.Id;
            }

            var write = await writer.SaveAsync(json, row.IsPublished, caller, cancellationToken, row.SavedBy);
            if (write.Refusal is { } refusal)
                return refusal;
            affected.Add(row.DefinitionId);
        }

        return Results.Json(new UpdatedReferencesAnswer(affected), PlainJson.Options);
    }
}
