namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record DefinitionIdsBody(IReadOnlyList<string>? DefinitionIds = null);
