namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

internal sealed record ReportBody(string? WorkflowInstanceId = null, IReadOnlyList<string>? ActivityNodeIds = null);
