using Orchestrator.Server.Docs.Activities;

namespace Orchestrator.Tests.Server;

/// <summary>Every built-in activity is described, and its page says what the code says.</summary>
public sealed class ActivityReferenceTests
{
    private static readonly ActivityReference s_reference = new(BuiltInActivities.Registry());

    public static TheoryData<string> Types => [.. s_reference.Activities.Select(a => a.TypeName).Distinct()];

    [Theory]
    [MemberData(nameof(Types))]
    public void An_activity_is_described_with_all_its_inputs_and_outputs(string type)
    {
        var faults = new List<string>();
        foreach (var activity in s_reference.Activities.Where(a => a.TypeName == type))
        {
            if (string.IsNullOrWhiteSpace(activity.Description))
                faults.Add("no description");
            if (string.IsNullOrWhiteSpace(activity.Category) || activity.Category == "Other")
                faults.Add("no category");
            if (s_reference.SummaryOf(activity).Length == 0)
                faults.Add("no documentation comment");
            faults.AddRange(activity.Inputs.Where(i => string.IsNullOrWhiteSpace(i.Metadata.Description)).Select(i => $"input {i.Name} has no description"));
            faults.AddRange(activity.Outputs.Where(o => string.IsNullOrWhiteSpace(o.Metadata.Description)).Select(o => $"output {o.Name} has no description"));
            faults.AddRange(activity.Inputs.Where(i => i.Type == typeof(object) && i.Metadata.UIHint is null && i.Metadata.DefaultSyntax.Length == 0).Select(i => $"input {i.Name} has neither type nor editor"));
        }

        Assert.True(faults.Count == 0, $"{type}: {string.Join("; ", faults)}");
    }

    [Fact]
    public void The_pages_are_what_the_code_says()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Orchestrator.sln")))
            root = root.Parent ?? throw new InvalidOperationException("There is no Orchestrator.sln above the tests.");
        var folder = Path.Combine(root.FullName, "docs", "reference", "activities");
        var pages = s_reference.Pages();

        var stored = Directory.GetFiles(folder, "*.md").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        var old = pages.Where(p => !stored.TryGetValue(p.Key, out var text) || text != p.Value).Select(p => p.Key).Concat(stored.Keys.Except(pages.Keys)).Order(StringComparer.Ordinal).ToList();

        Assert.True(old.Count == 0, $"Run 'orchestrator docs activities --out docs/reference/activities'; these are not up to date: {string.Join(", ", old)}.");
    }

    [Theory]
    [InlineData("Orchestrator.Try", "`body`, `catch`, `finally`")]
    [InlineData("Orchestrator.Retry", "| `maxAttempts` | Int32 | singleline | `3` |")]
    [InlineData("Orchestrator.UserInteraction", "Outcomes: `Answered`, `TimedOut`.")]
    [InlineData("Vcd.DeployVm", "Transient failures of the other system")]
    public void A_page_tells_ports_inputs_and_failure(string type, string expected) =>
        Assert.Contains(expected, s_reference.Pages()[$"{type}.md"], StringComparison.Ordinal);

    [Fact]
    public void Writing_again_changes_nothing_and_takes_away_what_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-docs-").FullName;
        try
        {
            s_reference.Write(folder);
            File.WriteAllText(Path.Combine(folder, "Gone.Activity.md"), "old");

            Assert.Equal(1, s_reference.Write(folder));
            Assert.Equal(0, s_reference.Write(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
