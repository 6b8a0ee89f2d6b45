namespace Orchestrator.Workflows;

/// <summary>Names where a value is kept: the id of a variable, or the name of a workflow output.</summary>
public sealed record MemoryReference(string Id);
