using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class ImportEndpoints
{
    public static void MapImport(this RouteGroupBuilder api) => api.MapPost("/workflow-definitions/import-files", ImportAsync)
        .WithTags(DefinitionEndpoints.Tag).RequireAuthorization(AuthScheme.Administrators).DisableAntiforgery()
        .WithSummary("Import files as drafts").WithDescription("`multipart/form-data` with JSON files and zips of them. What could not be imported is told for each file; the others are imported.")
        .Accepts<IFormFileCollection>("multipart/form-data").Produces<ImportedAnswer>().Produces<ElsaErrorAnswer>(400);

    private static async Task<IResult> ImportAsync(HttpContext context, DefinitionWriter writer, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return ElsaError.Invalid("Send the files as 'multipart/form-data'.");
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var reasons = new List<string>();
        var count = 0;
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            foreach (var model in await DefinitionArchive.ReadAsync(file.FileName, content, reasons, cancellationToken))
            {
                var write = await writer.SaveAsync(model, publish: false, context.Caller(), cancellationToken);
                if (write.Saved is not null)
                    count++;
                else
                    reasons.AddRange(write.Reasons.Select(reason => $"{file.FileName}, {model["name"] ?? model["definitionId"]}: {reason}"));
            }
        }

        if (form.Files.Count == 0)
            reasons.Add("There are no files in the form.");
        return reasons.Count > 0 ? ElsaError.Invalid([.. reasons, $"{count} definitions were imported."]) : Results.Json(new ImportedAnswer(count), PlainJson.Options);
    }
}
