namespace Orchestrator.Benchmarks.Harness;

/// <summary>Median and range of measured values.</summary>
internal sealed record Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
