namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record IdsBody(IReadOnlyList<string>? Ids = null);
