namespace Orchestrator.Server.ElsaApi.Execution;

internal sealed record BulkDispatchedAnswer(IReadOnlyList<string> WorkflowInstanceIds);
