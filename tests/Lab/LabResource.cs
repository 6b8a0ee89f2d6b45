namespace Orchestrator.Lab;

/// <summary>A vROps resource.</summary>
public sealed record LabResource(Guid Id, string Name);
