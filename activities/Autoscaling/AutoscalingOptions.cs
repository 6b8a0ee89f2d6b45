namespace Orchestrator.Activities.Autoscaling;

/// <summary>What autoscaling does at start.</summary>
public sealed class AutoscalingOptions
{
    /// <summary>Creates rule <c>shop</c> of tenant <c>pscoe</c> at the first start, for the lab. Default false.</summary>
    public bool SeedsLabRule { get; set; }

    /// <summary>Cool-down of the seeded rule in minutes, 0 to 1440. Default 10.</summary>
    public int LabCooldownMinutes { get; set; } = 10;

    /// <summary>Registers the product's URLs with vCD's API extensibility at start; only useful when a message broker is configured. Default false.</summary>
    public bool RegistersApi { get; set; }
}
