using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Definitions;

/// <summary>What became of a definition.</summary>
/// <param name="Definition">The saved version; null when nothing was saved.</param>
/// <param name="Faults">All faults found; those that prevented the operation are among them.</param>
/// <param name="Refusal">Why it was refused for a reason other than faults; null otherwise.</param>
public sealed record DefinitionResult(StoredDefinition? Definition, IReadOnlyList<DefinitionFault> Faults, DefinitionRefusal? Refusal = null)
{
    public bool Succeeded => Definition is not null && Refusal is null;
}
