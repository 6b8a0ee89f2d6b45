using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class ImportEndpoints
{
    public static void MapImport(this RouteGroupBuilder api) => api.MapPost("/workflow-definitions/import-files", ImportAsync)
        .WithTags(DefinitionEndpoints.Tag).RequireAuthorization(AuthScheme.Administrators).DisableAntiforgery()
        .WithSummary("Import files as drafts").WithDescription("`multipart/form-data` with JSON files and zips of them. What could not be imported is told for each file; the others are imported.")
        .Accepts<IFormFileCollection>("multipart/form-data").Produces<ImportedAnswer>().Produces<ElsaErrorAnswer>(400);

    private static Task<IResult> ImportAsync(HttpContext context, DefinitionWriter writer, CancellationToken cancellationToken) => UploadedFiles.ImportAsync(
        context,
        "definitions",
        async model =>
        {
            var write = await writer.SaveAsync(model, publish: false, context.Caller(), cancellationToken);
            return write.Saved is not null ? [] : [.. write.Reasons.Select(reason => $"{model["name"] ?? model["definitionId"]}: {reason}")];
        },
        count => new ImportedAnswer(count),
        cancellationToken);
}
