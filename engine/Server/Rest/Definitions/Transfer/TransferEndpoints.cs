using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Definitions.Transfer;

/// <summary>Definitions as files: one as JSON, several as a zip.</summary>
internal static class TransferEndpoints
{
    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    public static void MapExport(this RouteGroupBuilder group)
    {
        group.MapGet("/{definitionId}/export", ExportAsync).WithSummary("Download a definition as an Elsa 3 file").WithDescription("The latest version, or `?version=`.")
            .Produces<JsonObject>().ProducesProblem(404);
        group.MapGet("/export", ExportManyAsync).WithSummary("Download definitions as a zip").WithDescription("The latest versions of `?ids=` (separated by commas), or of all that the caller may see.")
            .Produces(200, contentType: "application/zip").ProducesProblem(404);
    }

    public static void MapImport(this RouteGroupBuilder write) => write.MapPost("/import", ImportAsync).WithSummary("Import definitions")
        .WithDescription("JSON, a zip of JSON files, or a form with such files. All are checked first: when one is at fault nothing is saved, and 400 lists every fault by file. `?publish=true` publishes them.")
        .Accepts<JsonObject>("application/json", "application/zip", "multipart/form-data").Produces<ImportAnswer>().ProducesProblem(400).ProducesProblem(409);

    private static async Task<IResult> ExportAsync(string definitionId, HttpContext context, IDefinitionStore store, CancellationToken cancellationToken, int? version = null)
    {
        var options = version is { } number ? VersionOptions.Specific(number) : VersionOptions.Latest;
        return await store.FindAsync(definitionId, options, cancellationToken) is { } found && MaySee(context, found)
            ? Results.File(Encoding.UTF8.GetBytes(Pretty(found)), "application/json", FileName(found))
            : DefinitionResults.Unknown(definitionId);
    }

    private static async Task<IResult> ExportManyAsync(HttpContext context, IDefinitionStore store, CancellationToken cancellationToken, string? ids = null)
    {
        var wanted = ids?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = await store.ListAsync(new DefinitionFilter { DefinitionIds = wanted, Tenant = context.Caller().Narrow(null) }, cancellationToken);
        if (wanted?.Except(found.Items.Select(item => item.DefinitionId)).FirstOrDefault() is { } unknown)
            return DefinitionResults.Unknown(unknown);
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var item in found.Items)
            {
                if (await store.FindAsync(item.Id, cancellationToken) is not { } definition)
                    continue;
                await using var entry = zip.CreateEntry(FileName(definition), CompressionLevel.Optimal).Open();
                await entry.WriteAsync(Encoding.UTF8.GetBytes(Pretty(definition)), cancellationToken);
            }
        }

        return Results.File(buffer.ToArray(), "application/zip", "definitions.zip");
    }

    private static async Task<IResult> ImportAsync(HttpContext context, IDefinitionService definitions, IDefinitionStore store, CancellationToken cancellationToken, bool publish = false)
    {
        var faults = new Faults();
        var savedBy = context.Caller().User;
        var files = await ImportReader.ReadAsync(context.Request, faults, cancellationToken);
        foreach (var file in files)
            await CheckAsync(file, publish, savedBy, definitions, store, faults, cancellationToken);
        foreach (var twice in files.Select(file => file.Model["definitionId"]?.ToString()).OfType<string>().GroupBy(id => id).Where(group => group.Count() > 1))
            faults.Add("definitionId", $"'{twice.Key}' is in more than one file.");
        if (faults.Any)
            return faults.ToProblem();

        var imported = new List<DefinitionAnswer>();
        foreach (var file in files)
        {
            var model = DefinitionDocument.WithoutFacts(file.Model);
            model.Remove("id");
            var result = await definitions.SaveAsync(model, new SaveDefinition { Publish = publish, SavedBy = savedBy }, cancellationToken);
            if (!result.Succeeded)
                return DefinitionResults.Answer(context, result, file.Name);
            imported.Add(DefinitionAnswer.Of(result.Definition!));
        }

        return Results.Ok(new ImportAnswer(imported));
    }

    private static async ValueTask CheckAsync(ImportedFile file, bool publish, string savedBy, IDefinitionService definitions, IDefinitionStore store, Faults faults, CancellationToken cancellationToken)
    {
        foreach (var fault in (await definitions.ValidateAsync(DefinitionDocument.WithoutFacts(file.Model), "", savedBy, cancellationToken)).Where(fault => publish || fault.Prevents == FaultLevel.Save))
            faults.Add(file.Name, fault.ToString());
        if (file.Model["definitionId"]?.ToString() is { } id && await store.FindAsync(id, VersionOptions.Latest, cancellationToken) is { IsReadonly: true })
            faults.Add(file.Name, $"'{id}' is built in and cannot be changed: import it under another definitionId.");
    }

    private static bool MaySee(HttpContext context, StoredDefinition definition) => definition.Tenant.Length == 0 || context.Caller().MaySee(definition.Tenant);

    private static string Pretty(StoredDefinition definition) => PlainJson.ParseNode(definition.Json)!.ToJsonString(Indented) + "\n";

    /// <summary>The id, where it can be part of a file name.</summary>
    private static string FileName(StoredDefinition definition) =>
        string.Concat(definition.DefinitionId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')) + ".json";
}
