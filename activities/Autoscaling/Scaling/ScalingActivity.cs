namespace Orchestrator.Activities.Autoscaling;

/// <summary>One line of a rule's history.</summary>
public sealed record ScalingActivity
{
    public required DateTimeOffset At { get; init; }

    /// <summary>out or in.</summary>
    public required string Direction { get; init; }

    /// <summary>Names of the VMs, separated by commas; empty while there are none.</summary>
    public string Vm { get; init; } = "";

    public required string InstanceId { get; init; }

    /// <summary>running, succeeded, skipped or failed.</summary>
    public required string Outcome { get; init; }

    public string Reason { get; init; } = "";
}
