using Orchestrator.Core;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>What is wrong with a definition.</summary>
/// <param name="Prevents"><c>Publish</c>: it can be saved as a draft; <c>Save</c>: not even that.</param>
internal sealed record FaultAnswer(string? ActivityId, string? Property, string Reason, FaultLevel Prevents)
{
    public static FaultAnswer Of(DefinitionFault fault) => new(fault.ActivityId, fault.Property, fault.Reason, fault.Prevents);
}
