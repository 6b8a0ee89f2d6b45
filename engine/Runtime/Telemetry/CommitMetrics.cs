using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Telemetry;

/// <summary>Counts what commits say: only what is durable is counted, and once.</summary>
internal sealed class CommitMetrics(RuntimeInstruments instruments) : ICommitObserver
{
    public void OnCommitted(InstanceCommit commit)
    {
        var summary = commit.Summary;
        if (commit.ExpectedRevision == 0)
            instruments.Started(summary.DefinitionId);
        if (summary is { Status: WorkflowStatus.Finished, FinishedAt: { } end })
            instruments.Finished(summary.DefinitionId, summary.SubStatus.ToString().ToLowerInvariant(), end - summary.CreatedAt);
        foreach (var incident in commit.IncidentsAdded)
            instruments.Incident(incident.Code, incident.ActivityType);
    }
}
