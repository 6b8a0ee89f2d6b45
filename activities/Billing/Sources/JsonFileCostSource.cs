using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Orchestrator.Activities.Billing;

/// <summary>
/// Reads a JSON file, or all <c>*.json</c> files of a folder in order of name (not of its subfolders). The shape is documented in <c>docs/reference/billing-source.md</c>.
/// A file that is broken does not keep the others from being read.
/// </summary>
public sealed class JsonFileCostSource(string name, string path) : ICostSource
{
    public const string KindName = "json";

    public string Name { get; } = name;

    public string Kind => KindName;

    public string Location { get; } = path;

    public async IAsyncEnumerable<CostRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var broken = new List<CostSourceException>();
        foreach (var file in Files())
        {
            var stream = Open(file, broken);
            if (stream is null)
                continue;
            await using (stream)
            {
                var reader = new JsonCostReader(stream, Path.GetFileName(file), Name);
                while (await NextAsync(reader, broken, cancellationToken) is { } record)
                    yield return record;
            }
        }

        if (broken.Count > 0)
            throw new CostSourceException(string.Join(" ", broken.Select(b => b.Message)), broken[0]);
    }

    private string[] Files()
    {
        if (File.Exists(Location))
            return [Location];
        if (!Directory.Exists(Location))
            throw new CostSourceException($"Cost source '{Name}': there is no file or folder '{Location}'. Correct its path, or put the file there.");
        return [.. Directory.EnumerateFiles(Location, "*.json").Order(StringComparer.Ordinal)];
    }

    private static FileStream? Open(string file, List<CostSourceException> broken)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            broken.Add(new CostSourceException($"File '{Path.GetFileName(file)}' cannot be opened: {e.Message}", e));
            return null;
        }
    }

    private static async ValueTask<CostRecord?> NextAsync(JsonCostReader reader, List<CostSourceException> broken, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.NextAsync(cancellationToken);
        }
        catch (JsonException e)
        {
            broken.Add(new CostSourceException(
                $"File '{reader.File}' is broken JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}, after {reader.Count} lines: {Reason(e)}", e));
        }
        catch (CostSourceException e)
        {
            broken.Add(e);
        }
        catch (InvalidOperationException e)
        {
            broken.Add(new CostSourceException($"File '{reader.File}' has a name or value outside of 'lines' that is no valid text: {e.Message}", e));
        }
        catch (IOException e)
        {
            broken.Add(new CostSourceException($"File '{reader.File}' cannot be read after {reader.Count} lines: {e.Message}", e));
        }

        return null;
    }

    // The message of the parser ends with its own, 0-based, position.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
