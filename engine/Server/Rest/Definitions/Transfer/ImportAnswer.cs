namespace Orchestrator.Server.Rest.Definitions.Transfer;

/// <param name="Imported">Versions that were saved, in the order of the files.</param>
internal sealed record ImportAnswer(IReadOnlyList<DefinitionAnswer> Imported);
