namespace Orchestrator.Runtime.Scheduling;

/// <summary>A fire time and the instance that it started; null when the activation strategy refused it.</summary>
public sealed record BackfilledTime(DateTimeOffset FireAt, string? InstanceId);
