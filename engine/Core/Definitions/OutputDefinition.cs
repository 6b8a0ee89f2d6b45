namespace Orchestrator.Core;

/// <summary>A declared output of a workflow.</summary>
public sealed record OutputDefinition(string Name, string TypeName, bool IsArray)
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }
}
