namespace Orchestrator.Benchmarks.Harness;

/// <summary>One figure.</summary>
internal sealed record BenchmarkRow
{
    public required string Name { get; init; }

    /// <summary>Median of the measured rounds.</summary>
    public required double Value { get; init; }

    public required string Unit { get; init; }

    /// <summary>Lowest and highest round.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>The raw limit or the peer, measured in the same run.</summary>
    public double? Limit { get; init; }

    /// <summary>Value to limit.</summary>
    public double? Ratio { get; init; }

    /// <summary>Such as <c>≥ 0.6 × limit</c>.</summary>
    public string? Target { get; init; }

    public bool? Met { get; init; }
}
