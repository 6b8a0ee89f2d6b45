namespace Orchestrator.Server.ElsaApi.Descriptors;

internal sealed record VariableTypeAnswer(string TypeName, string DisplayName, string Category, string? Description);
