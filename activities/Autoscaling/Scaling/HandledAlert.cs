namespace Orchestrator.Activities.Autoscaling;

/// <summary>An alert that has scaled and is not cleared yet.</summary>
public sealed record HandledAlert(string AlertId, string InstanceId, DateTimeOffset At);
