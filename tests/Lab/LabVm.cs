namespace Orchestrator.Lab;

/// <summary>A VM of the lab.</summary>
/// <param name="Status">UNRESOLVED while it is made, then POWERED_ON, POWERED_OFF or SUSPENDED.</param>
public sealed record LabVm(
    Guid Id, string Name, string Tenant, string VApp, string Status, bool IsDeployed, string? IpAddress, string Moref, IReadOnlyDictionary<string, string> Metadata);
