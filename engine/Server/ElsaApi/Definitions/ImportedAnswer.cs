namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record ImportedAnswer(int Count);
