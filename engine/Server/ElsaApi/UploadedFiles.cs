using System.Text.Json.Nodes;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi;

/// <summary>Imports what lies in the files of a form: JSON, or zips of it. What could not be imported is told for each file; the others are imported.</summary>
internal static class UploadedFiles
{
    /// <param name="import">Imports one object; gives why it could not, or nothing.</param>
    /// <param name="what">What the objects are, for the count.</param>
    /// <param name="answer">The answer when all were imported, of their count.</param>
    public static async Task<IResult> ImportAsync(
        HttpContext context, string what, Func<JsonObject, ValueTask<IReadOnlyList<string>>> import, Func<int, object> answer, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return ElsaError.Invalid("Send the files as 'multipart/form-data'.");
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var reasons = new List<string>();
        var count = 0;
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            foreach (var item in await DefinitionArchive.ReadAsync(file.FileName, content, reasons, cancellationToken))
            {
                var faults = await import(item);
                reasons.AddRange(faults.Select(fault => $"{file.FileName}: {fault}"));
                count += faults.Count == 0 ? 1 : 0;
            }
        }

        if (form.Files.Count == 0)
            reasons.Add("There are no files in the form.");
        return reasons.Count > 0 ? ElsaError.Invalid([.. reasons, $"{count} {what} were imported."]) : Results.Json(answer(count), PlainJson.Options);
    }
}
