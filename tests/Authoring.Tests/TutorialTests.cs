using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Authoring;

/// <summary>The tutorial shows code that is compiled and run here.</summary>
public sealed partial class TutorialTests
{
    [Fact]
    public async Task Every_code_block_of_the_tutorial_is_a_file_of_this_project()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Orchestrator.sln")))
            root = root.Parent ?? throw new InvalidOperationException("There is no Orchestrator.sln above the tests.");
        var page = await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs", "tutorial-activity.md"), TestContext.Current.CancellationToken);
        var snippets = Path.Combine(root.FullName, "tests", "Authoring.Tests", "Snippets");

        var shown = Blocks().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());

        Assert.Equal(Directory.GetFiles(snippets, "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, code) in shown)
            Assert.Equal((await File.ReadAllTextAsync(Path.Combine(snippets, file), TestContext.Current.CancellationToken)).Trim(), code);
        Assert.Equal(shown.Count, page.Split("```csharp").Length - 1);
    }

    [GeneratedRegex(@"<!-- (\S+\.cs) -->\s*```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
