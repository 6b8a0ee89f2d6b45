namespace Orchestrator.Runtime.Locks;

/// <summary>A lock that was handed to the next in line.</summary>
/// <param name="Token">Fencing token: larger than that of every earlier holder.</param>
/// <param name="LeaseUntil">When the lease ends; null: never.</param>
public sealed record LockGrant(string Tenant, string Name, string Owner, string InstanceId, long Token, DateTimeOffset? LeaseUntil);
