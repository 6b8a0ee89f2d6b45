using System.Globalization;

namespace Orchestrator.Benchmarks.Harness;

/// <summary>What a figure has to reach.</summary>
internal sealed record Target(string Text, Func<BenchmarkRow, bool?> IsMet)
{
    public static Target AtMost(double value) => new(Invariant($"≤ {value}"), row => row.Value <= value);

    public static Target AtLeast(double value) => new(Invariant($"≥ {value}"), row => row.Value >= value);

    public static Target AtLeastOfLimit(double ratio) => new(Invariant($"≥ {ratio} × limit"), row => row.Ratio is { } reached ? reached >= ratio : null);

    public static Target AtMostOfLimit(double ratio) => new(Invariant($"≤ {ratio} × limit"), row => row.Ratio is { } reached ? reached <= ratio : null);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
