using System.Globalization;
using System.Text;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Names and labels of images and containers, the same for the same version each time.</summary>
internal sealed class DockerNames(FunctionFolder folder)
{
    public const string InstallationLabel = "orchestrator.installation";
    public const string TenantLabel = "orchestrator.tenant";
    public const string FunctionLabel = "orchestrator.function";
    public const string VersionLabel = "orchestrator.version";
    public const string SlotLabel = "orchestrator.slot";
    public const string EffectLabel = "orchestrator.effect";

    public string Installation => folder.Installation;

    public string Image(FunctionVersion version) => string.Create(
        CultureInfo.InvariantCulture,
        $"orchestrator/fn-{Slug(version.Tenant)}-{Slug(version.Name)}-{Hashes.Short($"{folder.Installation}/{version.Tenant}/{version.Name}", 8)}:v{version.Version}");

    public string Container(FunctionVersion version, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"fn-{folder.Installation}-{Slug(version.Tenant)}-{version.Name}-{Hashes.Short($"{version.Tenant}/{version.Name}", 6)}-v{version.Version}-{index}");

    public Dictionary<string, string> Labels(FunctionVersion version) => new()
    {
        [InstallationLabel] = folder.Installation,
        [TenantLabel] = version.Tenant,
        [FunctionLabel] = version.Name,
        [VersionLabel] = version.Version.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Filter of the engine's lists: what belongs to this installation and carries the labels.</summary>
    public Dictionary<string, IDictionary<string, bool>> Filter(FunctionVersion? version = null)
    {
        var labels = version is null ? new() { [InstallationLabel] = folder.Installation } : Labels(version);
        return new() { ["label"] = labels.ToDictionary(p => $"{p.Key}={p.Value}", _ => true) };
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || (c == '-' && slug.Length > 0)).Take(40))
            slug.Append(c);
        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "x" : trimmed;
    }
}
