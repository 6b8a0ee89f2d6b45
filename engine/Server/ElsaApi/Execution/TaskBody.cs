namespace Orchestrator.Server.ElsaApi.Execution;

internal sealed record TaskBody(object? Result = null);
