namespace Orchestrator.Activities.Vrops;

/// <summary>Ids of the super metrics of autoscaling.</summary>
public sealed record SuperMetricIds(string Memory, string Cpu);
