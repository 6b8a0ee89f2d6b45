using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>What became of a definition that was sent.</summary>
/// <param name="Saved">Null when it was refused; then <paramref name="Reasons"/> say why.</param>
internal sealed record DefinitionWrite(StoredDefinition? Saved, int StatusCode, IReadOnlyList<string> Reasons)
{
    /// <summary>The answer that tells the reasons; null when there are none.</summary>
    public IResult? Refusal => Saved is null ? ElsaError.Of(StatusCode, Reasons) : null;

    public static DefinitionWrite Refused(IReadOnlyList<string> reasons) => new(null, StatusCodes.Status400BadRequest, reasons);

    public static DefinitionWrite Of(DefinitionResult result, string definitionId) => result switch
    {
        { Succeeded: true, Definition: { } saved } => new(saved, StatusCodes.Status200OK, []),
        { Refusal: DefinitionRefusal.NotFound } => new(null, StatusCodes.Status404NotFound, [$"There is no workflow definition '{definitionId}'."]),
        { Refusal: DefinitionRefusal.ReadOnly } => Refused([$"'{definitionId}' is built in and cannot be changed: duplicate it and change the copy."]),
        _ => Refused([.. result.Faults.Select(fault => fault.ToString())]),
    };
}
