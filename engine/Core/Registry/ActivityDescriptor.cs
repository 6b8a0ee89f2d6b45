using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What is known of an activity type.</summary>
public sealed record ActivityDescriptor
{
    public required string TypeName { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Short name.</summary>
    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string Category { get; init; }

    public required string DisplayName { get; init; }

    public string? Description { get; init; }

    public required ActivityKind Kind { get; init; }

    public required Func<IActivity> Create { get; init; }

    public required IReadOnlyList<InputDescriptor> Inputs { get; init; }

    public required IReadOnlyList<OutputDescriptor> Outputs { get; init; }

    /// <summary>Properties that hold one embedded activity.</summary>
    public required IReadOnlyList<PortDescriptor> Ports { get; init; }

    /// <summary>Outcomes in a flowchart.</summary>
    public required IReadOnlyList<string> FlowPorts { get; init; }

    /// <summary>Facts for the designer, such as the definition behind a workflow that is used as an activity.</summary>
    public IReadOnlyDictionary<string, object?> CustomProperties { get; init; } = new Dictionary<string, object?>();

    public bool IsContainer { get; init; }

    public bool IsStart { get; init; }

    public bool IsTerminal { get; init; }

    public bool IsBrowsable { get; init; } = true;
}
