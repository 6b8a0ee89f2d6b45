namespace Orchestrator.Activities.Autoscaling;

/// <summary>The load-balancer pool that new VMs join.</summary>
public sealed record RuleLoadBalancer
{
    /// <summary><c>nsxv</c>, or <c>none</c>. Default <c>nsxv</c>.</summary>
    public string Kind { get; init; } = "nsxv";

    /// <summary>Edge gateway, by name or UUID; filled in when the organisation has only one.</summary>
    public string Edge { get; init; } = "";

    /// <summary>Pool, by name or id; filled in when the edge gateway has only one.</summary>
    public string Pool { get; init; } = "";

    /// <summary>TCP port of the members, 1 to 65535. Default 80.</summary>
    public int Port { get; init; } = 80;
}
