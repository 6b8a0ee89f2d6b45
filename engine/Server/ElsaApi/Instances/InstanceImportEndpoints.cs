using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceImportEndpoints
{
    public static void MapInstanceImport(this RouteGroupBuilder group) => group.MapPost("/bulk-actions/import/workflow-instances", ImportAsync)
        .RequireAuthorization(AuthScheme.Administrators).DisableAntiforgery()
        .WithSummary("Bring exported instances back").WithDescription("`multipart/form-data` with JSON files and zips of them. What could not be imported is told for each file; the others are imported.")
        .Accepts<IFormFileCollection>("multipart/form-data").Produces<ImportedInstancesAnswer>().Produces<ElsaErrorAnswer>(400);

    private static async Task<IResult> ImportAsync(HttpContext context, InstanceImporter importer, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return ElsaError.Invalid("Send the files as 'multipart/form-data'.");
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var reasons = new List<string>();
        var count = 0;
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            foreach (var instance in await DefinitionArchive.ReadAsync(file.FileName, content, reasons, cancellationToken))
            {
                if (await importer.ImportAsync(instance, context.Caller(), cancellationToken) is { } reason)
                    reasons.Add($"{file.FileName}: {reason}");
                else
                    count++;
            }
        }

        if (form.Files.Count == 0)
            reasons.Add("There are no files in the form.");
        return reasons.Count > 0 ? ElsaError.Invalid([.. reasons, $"{count} instances were imported."]) : Results.Json(new ImportedInstancesAnswer(count), PlainJson.Options);
    }
}
