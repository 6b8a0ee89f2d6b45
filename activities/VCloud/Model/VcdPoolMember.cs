namespace Orchestrator.Activities.VCloud;

/// <summary>A member of a pool.</summary>
/// <param name="Condition">enabled, disabled or drain.</param>
public sealed record VcdPoolMember(string Id, string Name, string IpAddress, string Port, string Condition);
