using Orchestrator.Core.Activities;

namespace Orchestrator.Core;

/// <summary>One version of a workflow, read from Elsa 3 JSON.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>Version id.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDefinition> Outputs { get; init; } = [];

    public IReadOnlyList<string> Outcomes { get; init; } = [];

    public WorkflowOptions Options { get; init; } = new();

    /// <summary>The whole; its <c>Root</c> is the definition's root activity.</summary>
    public required Workflow Workflow { get; init; }
}
