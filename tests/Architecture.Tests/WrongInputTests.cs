using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Architecture;

/// <summary>The page that tells what the doors do with wrong input names tests that exist.</summary>
public sealed partial class WrongInputTests
{
    [Fact]
    public async Task Each_test_that_the_page_names_exists()
    {
        var cancel = TestContext.Current.CancellationToken;
        var named = NamedTest().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/reference/wrong-input.md"), cancel)).Select(match => match.Value.Trim('`')).ToHashSet(StringComparer.Ordinal);
        foreach (var file in (await Repository.FilesAsync(cancel)).Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith("Tests.cs", StringComparison.Ordinal)))
        {
            var (source, type) = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), cancel), Path.GetFileNameWithoutExtension(file));
            named.RemoveWhere(name => name.StartsWith(type + ".", StringComparison.Ordinal) && source.Contains($" {name[(type.Length + 1)..]}(", StringComparison.Ordinal));
        }

        Assert.Empty(named);
    }

    [GeneratedRegex(@"`\w+Tests\.\w+`")]
    private static partial Regex NamedTest();
}
