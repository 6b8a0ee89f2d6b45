using Orchestrator.Core;

namespace Orchestrator.Runtime;

/// <summary>Where a burst ended.</summary>
/// <param name="InstanceId">Instance; null when the start was refused by the activation strategy.</param>
/// <param name="State">State after the burst; null when an earlier request with the same idempotency key started it.</param>
public sealed record RunResult(string? InstanceId, WorkflowState? State);
