using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class BulkEndpoints
{
    public static void MapBulk(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/bulk-actions").WithTags(DefinitionEndpoints.Tag).RequireAuthorization(AuthScheme.Administrators);
        group.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync).WithSummary("Publish several definitions").Produces<BulkPublishedAnswer>().Produces<ElsaErrorAnswer>(400);
        group.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync).WithSummary("Retract several definitions").Produces<BulkRetractedAnswer>();
        group.MapPost("/delete/workflow-definitions/by-definition-id", DeleteAsync).WithSummary("Delete several definitions with their versions and instances").Produces<DeletedAnswer>();
        group.MapPost("/delete/workflow-definitions/by-id", DeleteVersionsAsync).WithSummary("Delete several versions").Produces<DeletedAnswer>().Produces<ElsaErrorAnswer>(400);
    }

    private static async Task<IResult> PublishAsync(DefinitionIdsBody body, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        List<string> published = [], already = [], missing = [], reasons = [];
        foreach (var id in body.DefinitionIds ?? [])
        {
            if (await store.FindAsync(id, VersionOptions.Latest, cancellationToken) is not { } latest)
                missing.Add(id);
            else if (latest.IsPublished)
                already.Add(id);
            else if (DefinitionWrite.Of(await definitions.PublishAsync(id, isLenient: true, cancellationToken), id) is { Saved: null } refused)
                reasons.AddRange(refused.Reasons.Select(reason => $"{latest.Name}: {reason}"));
            else
                published.Add(id);
        }

        return reasons.Count > 0 ? ElsaError.Invalid(reasons) : Json(new BulkPublishedAnswer(published, already, missing, []));
    }

    private static async Task<IResult> RetractAsync(DefinitionIdsBody body, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        List<string> retracted = [], already = [], missing = [];
        foreach (var id in body.DefinitionIds ?? [])
        {
            var wasPublished = await store.FindAsync(id, VersionOptions.Published, cancellationToken) is not null;
            var list = await definitions.RetractAsync(id, cancellationToken) is null ? missing : wasPublished ? retracted : already;
            list.Add(id);
        }

        return Json(new BulkRetractedAnswer(retracted, already, missing));
    }

    private static async Task<IResult> DeleteAsync(DefinitionIdsBody body, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in body.DefinitionIds ?? [])
        {
            if (await store.FindAsync(id, VersionOptions.Latest, cancellationToken) is { IsReadonly: false } && await definitions.DeleteAsync(id, cancellationToken))
                deleted++;
        }

        return Json(new DeletedAnswer(deleted));
    }

    private static async Task<IResult> DeleteVersionsAsync(VersionIdsBody body, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var reasons = new List<string>();
        foreach (var id in body.Ids ?? [])
        {
            var refusal = await definitions.DeleteVersionAsync(id, cancellationToken);
            if (refusal is null)
                deleted++;
            else if (VersionEndpoints.Reason(refusal.Value, id) is { } reason && refusal != VersionDeletion.NotFound)
                reasons.Add(reason);
        }

        return reasons.Count > 0 ? ElsaError.Invalid(reasons) : Json(new DeletedAnswer(deleted));
    }

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}
