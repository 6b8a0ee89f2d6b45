using Orchestrator.Core;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

/// <summary>Makes a commit of what a run has changed.</summary>
internal static class CommitBuilder
{
    public static InstanceCommit Build(WorkflowRun run, string? idempotencyKey, DateTimeOffset now)
    {
        var changes = run.Changes;
        return new InstanceCommit
        {
            Summary = Summarize(run, now),
            ExpectedRevision = run.Revision,
            State = StateCodec.Write(WorkflowRunner.Extract(run)),
            IdempotencyKey = idempotencyKey,
            BookmarksAdded = changes.HasBookmarks ? [.. changes.BookmarksAdded.Values] : [],
            BookmarksRemoved = changes.HasBookmarks ? [.. changes.BookmarksRemoved] : [],
            Journal = changes.Journal.Count == 0 ? [] : new JournalLines(run.Id, [.. changes.Journal]),
            IncidentsAdded = changes.HasIncidents ? [.. changes.IncidentsAdded.Select(incident => Row(run, incident))] : [],
            IncidentsResolved = changes.HasIncidents ? [.. changes.IncidentsResolved] : [],
            Effects = changes.HasEffects ? [.. changes.Effects.Select(e => Row(run, e.Key, e.Value.Context, e.Value.Effect))] : [],
            Outbox = changes.HasOutbox ? [.. changes.Outbox.Select(m => Row(run, m.Id, m.Message, now))] : [],
        };
    }

    private static InstanceSummary Summarize(WorkflowRun run, DateTimeOffset now) => new()
    {
        Id = run.Id,
        Tenant = run.Tenant,
        DefinitionId = run.DefinitionId,
        DefinitionVersionId = run.DefinitionVersionId,
        DefinitionName = run.Graph.Definition.Name,
        Version = run.DefinitionVersion,
        Status = run.Status,
        SubStatus = run.SubStatus,
        CorrelationId = run.CorrelationId,
        Name = run.Name,
        ParentInstanceId = run.ParentId,
        IncidentCount = run.Incidents.Count,
        CreatedAt = run.CreatedAt,
        UpdatedAt = now,
        FinishedAt = run.FinishedAt,
    };

    private static IncidentRow Row(WorkflowRun run, Incident incident) => new()
    {
        Id = incident.Id,
        InstanceId = run.Id,
        Tenant = run.Tenant,
        DefinitionId = run.DefinitionId,
        ActivityId = incident.ActivityId,
        NodeId = incident.NodeId,
        ActivityType = incident.ActivityType,
        ActivityInstanceId = incident.ActivityInstanceId,
        Code = incident.Code,
        Message = SecretText.MaskIn(incident.Message),
        Detail = incident.Detail is null ? null : SecretText.MaskIn(incident.Detail),
        Timestamp = incident.Timestamp,
    };

    private static EffectRow Row(WorkflowRun run, string key, ActivityRun context, EffectRecord effect) => new()
    {
        Key = key,
        InstanceId = run.Id,
        ActivityInstanceId = context.Id,
        ActivityId = context.Activity.Id,
        Name = effect.Name,
        IntentAt = effect.IntentAt,
        ReceiptAt = effect.ReceiptAt,
        Receipt = effect.Receipt,
        Attempts = effect.Attempts,
    };

    private static OutboxRow Row(WorkflowRun run, string id, OutboxMessage message, DateTimeOffset now) => new()
    {
        Id = id,
        InstanceId = run.Id,
        Kind = message.Kind,
        Payload = TracedPayload.Write(message.Payload, RuntimeTrace.Present ?? run.TraceParent),
        CreatedAt = now,
        NextAttemptAt = now,
    };
}
