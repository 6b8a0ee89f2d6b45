using Orchestrator.Runtime.Definitions;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class VersionEndpoints
{
    public static void MapVersions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags(DefinitionEndpoints.Tag).RequireAuthorization(AuthScheme.Administrators);
        group.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync).WithSummary("Make a new draft out of an older version")
            .Produces<DefinitionSummaryAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
        group.MapDelete("/workflow-definition-versions/{id}", DeleteAsync).WithSummary("Delete a version").WithDescription("A version that instances run, or have run, stays.")
            .Produces(204).Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
    }

    public static string Reason(VersionDeletion refusal, string id) => refusal switch
    {
        VersionDeletion.NotFound => $"There is no version '{id}' of a workflow definition.",
        VersionDeletion.ReadOnly => $"Version '{id}' is built in and cannot be deleted.",
        _ => $"Version '{id}' has instances, whose history needs it: delete them first.",
    };

    private static async Task<IResult> RevertAsync(
        string definitionId, int version, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        var write = DefinitionWrite.Of(await definitions.RevertAsync(definitionId, version, cancellationToken), $"{definitionId}, version {version}");
        return write.Saved is { } saved ? Results.Json(DefinitionSummaryAnswer.Of(saved, mayWrite: true), PlainJson.Options) : write.Refusal!;
    }

    private static async Task<IResult> DeleteAsync(string id, IDefinitionService definitions, CancellationToken cancellationToken) =>
        await definitions.DeleteVersionAsync(id, cancellationToken) switch
        {
            null => Results.NoContent(),
            VersionDeletion.NotFound => ElsaError.NotFound(Reason(VersionDeletion.NotFound, id)),
            var refusal => ElsaError.Invalid(Reason(refusal.Value, id)),
        };
}
