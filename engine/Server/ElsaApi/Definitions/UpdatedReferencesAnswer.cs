namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record UpdatedReferencesAnswer(IReadOnlyList<string> AffectedWorkflows);
