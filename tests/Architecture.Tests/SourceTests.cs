using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Architecture;

/// <summary>How the source tree looks.</summary>
public sealed partial class SourceTests
{
    private const int MaxBytes = 20 * 1024;

    private static readonly string[] s_code = [".cs", ".ts", ".html", ".scss", ".js", ".sh", ".csproj", ".props", ".md"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_source_file_is_over_20_KB()
    {
        var files = await CodeAsync();

        var big = files.Select(file => (file, size: new FileInfo(Path.Combine(Repository.Root, file)).Length)).Where(file => file.size > MaxBytes)
            .Select(file => $"{file.file} ({file.size:N0} bytes)").ToList();

        Assert.True(big.Count == 0, $"Split these: {string.Join(", ", big)}");
    }

    [Fact]
    public async Task Nothing_is_left_to_do_or_mentions_a_place_of_work()
    {
        var faults = new List<string>();
        foreach (var file in await CodeAsync())
        {
            var number = 0;
            foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Repository.Root, file), Cancel))
            {
                number++;
                if (Banned().Match(line) is { Success: true } match)
                    faults.Add($"{file}:{number}: {match.Value}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<IEnumerable<string>> CodeAsync() =>
        (await Repository.FilesAsync(Cancel)).Where(file => s_code.Contains(Path.GetExtension(file)));

    /// <summary>Marks of unfinished work and paths of a developer's machine. Split so that this file does not match itself.</summary>
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|NotImplemented" + @"Exception|/work" + @"/(main|shared)|/tmp" + @"/wt/")]
    private static partial Regex Banned();
}
