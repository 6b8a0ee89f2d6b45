namespace Orchestrator.Activities.Autoscaling;

/// <summary>How far is scaled.</summary>
public sealed record RuleLimits
{
    /// <summary>Least VMs, 0 to 100. Default 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Most VMs, 1 to 100. Default 8.</summary>
    public int Max { get; init; } = 8;

    /// <summary>VMs that one alert adds or removes, 1 to 10. Default 1.</summary>
    public int Step { get; init; } = 1;
}
