namespace Orchestrator.Activities.Autoscaling;

/// <summary>Where VMs are added, and from what. What is empty is filled in at set-up where there is only one choice.</summary>
public sealed record RuleTarget
{
    /// <summary>VDC of the vApp.</summary>
    public string Vdc { get; init; } = "";

    /// <summary>vApp that gets the VMs.</summary>
    public string Vapp { get; init; } = "";

    /// <summary>Names of the VMs that count and of those that are made, such as <c>web-{n:00}</c>.</summary>
    public string VmNamePattern { get; init; } = "";

    public RuleTemplate Template { get; init; } = new();

    /// <summary>Network of the vApp with a static pool of addresses.</summary>
    public string Network { get; init; } = "";
}
