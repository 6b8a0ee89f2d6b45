namespace Orchestrator.Activities.Autoscaling;

/// <summary>The instance that scales a rule just now.</summary>
/// <param name="Direction">out or in.</param>
public sealed record ScalingHolder(string InstanceId, string Direction, string AlertId, DateTimeOffset Since, int Count);
