namespace Orchestrator.Lab;

/// <summary>A member of a load-balancer pool.</summary>
public sealed record LabPoolMember(string Id, string Name, string IpAddress, int? Port, string Condition);
