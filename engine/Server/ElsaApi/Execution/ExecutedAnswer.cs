using Orchestrator.Server.ElsaApi.Instances;

namespace Orchestrator.Server.ElsaApi.Execution;

/// <param name="WorkflowState">State at the first suspension; null when nothing is committed yet.</param>
internal sealed record ExecutedAnswer(WorkflowStateAnswer? WorkflowState);
