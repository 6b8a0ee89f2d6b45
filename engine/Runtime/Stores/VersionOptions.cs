using System.Globalization;

namespace Orchestrator.Runtime.Stores;

/// <summary>Which version of a definition is meant.</summary>
/// <param name="Kind">Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions, or Specific.</param>
public readonly record struct VersionOptions(VersionKind Kind, int Version = 0)
{
    public static readonly VersionOptions Latest = new(VersionKind.Latest);

    public static readonly VersionOptions Published = new(VersionKind.Published);

    public static readonly VersionOptions All = new(VersionKind.AllVersions);

    public static VersionOptions Specific(int version) => new(VersionKind.Specific, version);

    /// <summary>Reads the words of the REST API or a version number; an empty text means all versions. Null when it is neither.</summary>
    public static VersionOptions? Parse(string? text) => text switch
    {
        null or "" => All,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => Specific(version),
        _ when Enum.TryParse<VersionKind>(text, ignoreCase: true, out var kind) && kind != VersionKind.Specific => new(kind),
        _ => null,
    };
}
