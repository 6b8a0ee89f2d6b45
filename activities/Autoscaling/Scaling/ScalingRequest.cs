namespace Orchestrator.Activities.Autoscaling;

/// <summary>A wish to scale.</summary>
/// <param name="Direction">out or in.</param>
/// <param name="AlertId">Empty when no alert asks.</param>
/// <param name="CurrentCount">VMs that the rule counts now.</param>
public sealed record ScalingRequest(string InstanceId, string Direction, string AlertId, int CurrentCount);
