namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record VersionIdsBody(IReadOnlyList<string>? Ids = null);
