namespace Orchestrator.Core;

/// <summary>A variable with its value, as it is stored.</summary>
public sealed record VariableState(string Id, string Name, string TypeName, bool IsArray, object? Value);
