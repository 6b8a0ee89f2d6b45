namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record CountAnswer(long Count);
