namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record CommitStrategyAnswer(string Name, string DisplayName, string Description);
