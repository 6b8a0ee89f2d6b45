namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record FeatureAnswer(string Name, string Namespace, string FullName, string DisplayName, string Description);
