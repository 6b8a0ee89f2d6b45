using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceImportEndpoints
{
    public static void MapInstanceImport(this RouteGroupBuilder group) => group.MapPost("/bulk-actions/import/workflow-instances", ImportAsync)
        .RequireAuthorization(AuthScheme.Administrators).DisableAntiforgery()
        .WithSummary("Bring exported instances back").WithDescription("`multipart/form-data` with JSON files and zips of them. What could not be imported is told for each file; the others are imported.")
        .Accepts<IFormFileCollection>("multipart/form-data").Produces<ImportedInstancesAnswer>().Produces<ElsaErrorAnswer>(400);

    private static Task<IResult> ImportAsync(HttpContext context, InstanceImporter importer, CancellationToken cancellationToken) => UploadedFiles.ImportAsync(
        context,
        "instances",
        async file => await importer.ImportAsync(file, context.Caller(), cancellationToken) is { } reason ? [reason] : [],
        count => new ImportedInstancesAnswer(count),
        cancellationToken);
}
