namespace Orchestrator.Server.ElsaApi.Execution;

/// <param name="WorkflowInstanceId">Only this instance; nothing is started.</param>
/// <param name="WorkflowExecutionMode">Synchronous or Asynchronous; both wait for the commit.</param>
internal sealed record EventBody(object? Input = null, string? CorrelationId = null, string? WorkflowInstanceId = null, string? WorkflowExecutionMode = null);
