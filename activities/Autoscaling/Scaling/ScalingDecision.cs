namespace Orchestrator.Activities.Autoscaling;

/// <summary>Whether to scale.</summary>
/// <param name="Count">VMs to add or remove; 0 when it is not to be scaled.</param>
/// <param name="Reason">For people.</param>
public sealed record ScalingDecision(int Count, string Reason)
{
    public bool Goes => Count > 0;
}
