namespace Orchestrator.Core;

/// <summary>A declared input of a workflow.</summary>
public sealed record InputDefinition(string Name, string TypeName, bool IsArray, object? DefaultValue)
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    public string? UIHint { get; init; }
}
