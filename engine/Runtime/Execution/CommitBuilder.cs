using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

/// <summary>Makes a commit of what a run has changed.</summary>
internal static class CommitBuilder
{
    public static InstanceCommit Build(WorkflowRun run, string? idempotencyKey, DateTimeOffset now) => new()
    {
        Summary = Summarize(run, now),
        ExpectedRevision = run.Revision,
        State = WorkflowStateJson.Write(WorkflowRunner.Extract(run)),
        IdempotencyKey = idempotencyKey,
        BookmarksAdded = [.. run.Changes.BookmarksAdded.Values],
        BookmarksRemoved = [.. run.Changes.BookmarksRemoved],
        Journal = [.. run.Changes.Journal.Select(record => Entry(run, record))],
        IncidentsAdded = [.. run.Changes.IncidentsAdded.Select(incident => Row(run, incident))],
        IncidentsResolved = [.. run.Changes.IncidentsResolved],
        Effects = [.. run.Changes.Effects.Select(e => Row(run, e.Key, e.Value.Context, e.Value.Effect))],
        Outbox = [.. run.Changes.Outbox.Select(m => Row(run, m.Id, m.Message, now))],
    };

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

    private static JournalEntry Entry(WorkflowRun run, JournalRecord record) => new()
    {
        InstanceId = run.Id,
        Sequence = record.Sequence,
        Timestamp = record.Timestamp,
        EventName = record.EventName,
        ActivityInstanceId = record.ActivityInstanceId,
        ParentActivityInstanceId = record.ParentActivityInstanceId,
        ActivityId = record.Node?.Activity.Id,
        NodeId = record.Node?.Activity.NodeId,
        ActivityType = record.Node?.Activity.Type,
        ActivityTypeVersion = record.Node?.Activity.Version ?? 1,
        ActivityName = record.Node?.Activity.Name,
        Message = record.Message is null ? null : SecretText.MaskIn(record.Message),
        Data = Data(record),
    };

    private static string? Data(JournalRecord record)
    {
        if (record.ActivityState is null && record.Outputs is null && record.Payload is null)
            return null;
        var data = new Dictionary<string, object?>();
        if (record.ActivityState is not null)
            data["activityState"] = record.ActivityState;
        if (record.Outputs is not null)
            data["outputs"] = record.Outputs;
        if (record.Payload is not null)
            data["payload"] = record.Payload;
        return SecretText.MaskIn(JsonSerializer.Serialize(data, PlainJson.Options));
    }

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
