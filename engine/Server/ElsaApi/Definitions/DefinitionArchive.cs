using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>Definitions as files.</summary>
internal static class DefinitionArchive
{
    /// <summary>Most that the files of an uploaded zip may hold together, unpacked.</summary>
    private const long MaxUnpacked = 100 * 1024 * 1024;

    private static readonly JsonSerializerOptions Indented = new(PlainJson.Options) { WriteIndented = true };

    public static IResult Download(IReadOnlyList<StoredDefinition> rows, DefinitionView view) => rows is [var one]
        ? Results.File(Encoding.UTF8.GetBytes(view.Export(one).ToJsonString(Indented)), "application/json", NameOf(one))
        : DownloadZip(rows, view);

    public static IResult DownloadZip(IReadOnlyList<StoredDefinition> rows, DefinitionView view)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var row in rows)
            {
                var name = NameOf(row);
                if (!names.Add(name))
                    name = $"{row.Id}.json";
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(view.Export(row).ToJsonString(Indented)));
            }
        }

        return Results.File(buffer.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    /// <summary>The definitions in an uploaded file, JSON or a zip of JSON files; what cannot be read comes as a reason.</summary>
    public static async ValueTask<IReadOnlyList<JsonObject>> ReadAsync(string name, Stream content, List<string> reasons, CancellationToken cancellationToken)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return await ParseAsync(name, content, reasons, cancellationToken) is { } model ? [model] : [];
        var models = new List<JsonObject>();
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            var unpacked = 0L;
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                unpacked += entry.Length;
                if (unpacked > MaxUnpacked)
                {
                    reasons.Add($"{name}: Holds more than {MaxUnpacked / 1024 / 1024} MB unpacked: import it in parts.");
                    break;
                }

                await using var stream = await entry.OpenAsync(cancellationToken);
                if (await ParseAsync($"{name}/{entry.FullName}", stream, reasons, cancellationToken) is { } model)
                    models.Add(model);
            }
        }
        catch (InvalidDataException exception)
        {
            reasons.Add($"{name}: Is no zip file: {exception.Message}");
        }

        return models;
    }

    private static async ValueTask<JsonObject?> ParseAsync(string name, Stream content, List<string> reasons, CancellationToken cancellationToken)
    {
        try
        {
            if (await JsonNode.ParseAsync(content, documentOptions: PlainJson.DocumentOptions, cancellationToken: cancellationToken) is JsonObject model)
                return model;
            reasons.Add($"{name}: Is not a JSON object.");
        }
        catch (JsonException exception)
        {
            reasons.Add($"{name}: {JsonFault.Describe(exception)}");
        }

        return null;
    }

    private static string NameOf(StoredDefinition row)
    {
        var name = string.Concat((row.Name.Length > 0 ? row.Name : row.DefinitionId).Select(letter => letter < ' ' || "\\/:*?\"<>|".Contains(letter, StringComparison.Ordinal) ? '-' : letter));
        return $"{name.Trim().Trim('.')}.json";
    }
}
