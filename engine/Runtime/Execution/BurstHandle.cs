using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>A burst at work.</summary>
/// <param name="Run">The instance; read it only after <paramref name="Completion"/>.</param>
/// <param name="FirstCommit">Done when something of the burst is durable.</param>
/// <param name="Completion">Done when the burst has ended; never faults.</param>
internal sealed record BurstHandle(WorkflowRun Run, Task<CommitOutcome> FirstCommit, Task Completion);
