namespace Orchestrator.Core;

/// <summary>A declared input of a workflow.</summary>
public sealed record InputDefinition(string Name, string TypeName, bool IsArray, object? DefaultValue);
