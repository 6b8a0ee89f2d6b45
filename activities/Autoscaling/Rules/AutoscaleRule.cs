namespace Orchestrator.Activities.Autoscaling;

/// <summary>What is scaled, how far, and when.</summary>
public sealed record AutoscaleRule
{
    public required string Id { get; init; }

    /// <summary>Unique within the tenant, whatever the case.</summary>
    public required string Name { get; init; }

    public required string Tenant { get; init; }

    public string Description { get; init; } = "";

    /// <summary>False: alerts are journaled, but nothing is scaled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>initializing, updating, ready, failed or removing.</summary>
    public string Status { get; init; } = RuleStatus.Initializing;

    /// <summary>Why it failed; empty otherwise.</summary>
    public string StatusReason { get; init; } = "";

    public RuleTarget Target { get; init; } = new();

    public RuleLimits Limits { get; init; } = new();

    public RuleLoadBalancer LoadBalancer { get; init; } = new();

    public RuleThresholds Thresholds { get; init; } = new();

    /// <summary>Time after a scaling in which no other begins, in minutes, 0 to 1440. Default 10.</summary>
    public int CooldownMinutes { get; init; } = 10;

    public RuleVrops Vrops { get; init; } = new();

    public string CreatedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The workflow instance that sets it up, or did so last.</summary>
    public string InstanceId { get; init; } = "";
}
