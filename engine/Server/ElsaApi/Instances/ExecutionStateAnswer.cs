using Orchestrator.Core;

namespace Orchestrator.Server.ElsaApi.Instances;

/// <param name="UpdatedAt">Time of the last commit: clients that poll react to a newer one only.</param>
internal sealed record ExecutionStateAnswer(WorkflowStatus Status, WorkflowSubStatus SubStatus, WorkflowSubStatus WorkflowSubStatus, DateTimeOffset UpdatedAt);
