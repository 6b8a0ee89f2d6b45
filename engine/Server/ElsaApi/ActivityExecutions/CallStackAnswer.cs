namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

internal sealed record CallStackAnswer(string ActivityExecutionId, IReadOnlyList<ExecutionAnswer> Items, int TotalCount);
