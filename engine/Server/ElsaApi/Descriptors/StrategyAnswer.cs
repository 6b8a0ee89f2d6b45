namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record StrategyAnswer(string TypeName, string DisplayName, string Description);
