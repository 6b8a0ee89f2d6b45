namespace Orchestrator.Server.Rest.Instances;

internal sealed record VariableAnswer(string Name, object? Value);
