namespace Orchestrator.Activities.Autoscaling;

/// <summary>A VM that a rule counts.</summary>
public sealed record RuleMember
{
    public required string VmId { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public string IpAddress { get; init; } = "";

    /// <summary>Whether it is a member of the load-balancer pool; null when the rule has none, or it cannot be read.</summary>
    public bool? InPool { get; init; }

    /// <summary>Whether it is a member of the group in vROps; null when that cannot be read.</summary>
    public bool? InGroup { get; init; }

    /// <summary>Whether the rule has made it: only such VMs are removed again.</summary>
    public bool CreatedByRule { get; init; }
}
