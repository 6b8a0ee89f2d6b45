using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <summary>An activity type for the toolbox and the property panel.</summary>
internal sealed record ActivityDescriptorAnswer
{
    public required string TypeName { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string Category { get; init; }

    public required string DisplayName { get; init; }

    public required string Description { get; init; }

    public required ActivityKind Kind { get; init; }

    public required bool IsBrowsable { get; init; }

    public required bool IsContainer { get; init; }

    public required bool IsStart { get; init; }

    public required bool IsTerminal { get; init; }

    public required IReadOnlyList<PortAnswer> Ports { get; init; }

    public required IReadOnlyList<InputAnswer> Inputs { get; init; }

    public required IReadOnlyList<OutputAnswer> Outputs { get; init; }

    public required JsonObject CustomProperties { get; init; }

    public required JsonObject ConstructionProperties { get; init; }
}
