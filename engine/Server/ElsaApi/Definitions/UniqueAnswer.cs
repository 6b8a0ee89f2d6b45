namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record UniqueAnswer(bool IsUnique);
