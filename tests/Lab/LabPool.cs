namespace Orchestrator.Lab;

/// <summary>A load-balancer pool.</summary>
public sealed record LabPool(string Tenant, string Edge, Guid EdgeId, string Id, string Name, IReadOnlyList<LabPoolMember> Members);
