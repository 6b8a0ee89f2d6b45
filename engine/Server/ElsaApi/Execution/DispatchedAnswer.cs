namespace Orchestrator.Server.ElsaApi.Execution;

internal sealed record DispatchedAnswer(string WorkflowInstanceId);
