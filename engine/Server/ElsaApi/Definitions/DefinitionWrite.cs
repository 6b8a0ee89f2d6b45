using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>What became of a definition that was sent.</summary>
/// <param name="Saved">Null when it was refused; then <paramref name="Refusal"/> says why.</param>
internal sealed record DefinitionWrite(StoredDefinition? Saved, IResult? Refusal)
{
    public static DefinitionWrite Refused(IReadOnlyList<string> reasons) => new(null, ElsaError.Invalid(reasons));

    public static DefinitionWrite Of(DefinitionResult result, string definitionId) => result switch
    {
        { Succeeded: true, Definition: { } saved } => new(saved, null),
        { Refusal: DefinitionRefusal.NotFound } => new(null, ElsaError.UnknownDefinition(definitionId)),
        { Refusal: DefinitionRefusal.ReadOnly } => new(null, ElsaError.Invalid($"'{definitionId}' is built in and cannot be changed: duplicate it and change the copy.")),
        _ => new(null, ElsaError.Invalid(result.Faults)),
    };
}
