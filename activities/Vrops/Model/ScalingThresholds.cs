namespace Orchestrator.Activities.Vrops;

/// <summary>Averages over the group, in percent: out when one is above its high mark, in when both are below their low marks.</summary>
public sealed record ScalingThresholds
{
    public double CpuHigh { get; init; } = 75;

    public double MemoryHigh { get; init; } = 80;

    public double CpuLow { get; init; } = 25;

    public double MemoryLow { get; init; } = 30;
}
