namespace Orchestrator.Activities.Autoscaling;

/// <summary>Averages over the VMs, in percent, 0 to 100: out when one is above its high mark, in when both are below their low marks.</summary>
public sealed record RuleThresholds
{
    /// <summary>Default 75.</summary>
    public double CpuHigh { get; init; } = 75;

    /// <summary>Default 80.</summary>
    public double MemoryHigh { get; init; } = 80;

    /// <summary>Default 25.</summary>
    public double CpuLow { get; init; } = 25;

    /// <summary>Default 30.</summary>
    public double MemoryLow { get; init; } = 30;
}
