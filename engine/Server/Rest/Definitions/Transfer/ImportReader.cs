using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Definitions.Transfer;

/// <summary>Reads definitions from a body: one JSON file, a zip of them, or a form with several of either.</summary>
internal static class ImportReader
{
    private const int MaxFiles = 1000;
    private const long MaxUnpacked = 100 * 1024 * 1024;

    public static async ValueTask<IReadOnlyList<ImportedFile>> ReadAsync(HttpRequest request, Faults faults, CancellationToken cancellationToken)
    {
        var files = new List<ImportedFile>();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, cancellationToken);
                Read(file.FileName, content, files, faults);
            }
        }
        else
        {
            using var content = new MemoryStream();
            await request.Body.CopyToAsync(content, cancellationToken);
            Read("body", content, files, faults);
        }

        if (files.Count == 0 && !faults.Any)
            faults.Add("body", "Holds no definition: send JSON, a zip of JSON files, or a form with such files.");
        return files;
    }

    /// <summary>A zip begins with "PK"; anything else must be JSON.</summary>
    private static void Read(string name, MemoryStream content, List<ImportedFile> files, Faults faults)
    {
        content.Position = 0;
        if (content.Length > 3 && content.ReadByte() == 'P' && content.ReadByte() == 'K')
        {
            content.Position = 0;
            ReadZip(name, content, files, faults);
            return;
        }

        ReadJson(name, content.ToArray(), files, faults);
    }

    private static void ReadZip(string name, MemoryStream content, List<ImportedFile> files, Faults faults)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            var entries = zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
            if (entries.Count > MaxFiles || entries.Sum(entry => entry.Length) > MaxUnpacked)
            {
                faults.Add(name, $"Holds more than {MaxFiles} files or {MaxUnpacked / 1024 / 1024} MiB.");
                return;
            }

            foreach (var entry in entries)
            {
                using var unpacked = new MemoryStream();
                using (var stream = entry.Open())
                    CopyBounded(stream, unpacked);
                ReadJson(entry.FullName, unpacked.ToArray(), files, faults);
            }
        }
        catch (InvalidDataException exception)
        {
            faults.Add(name, $"Is no readable zip: {exception.Message}");
        }
    }

    /// <summary>What an entry says of its length need not be true.</summary>
    private static void CopyBounded(Stream from, MemoryStream to)
    {
        var buffer = new byte[81920];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            to.Write(buffer, 0, read);
            if (to.Length > MaxUnpacked)
                throw new InvalidDataException("An entry is larger than it says.");
        }
    }

    private static void ReadJson(string name, byte[] content, List<ImportedFile> files, Faults faults)
    {
        try
        {
            if (PlainJson.ParseNode(content) is JsonObject model)
                files.Add(new ImportedFile(name, model));
            else
                faults.Add(name, "Is no JSON object.");
        }
        catch (JsonException exception)
        {
            faults.Add(name, JsonFault.Describe(exception));
        }
    }
}
