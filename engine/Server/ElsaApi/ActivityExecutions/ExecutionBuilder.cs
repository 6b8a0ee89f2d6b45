using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

/// <summary>Makes one execution of the journal lines about it, which come in order.</summary>
internal sealed class ExecutionBuilder(JournalEntry first)
{
    private ActivityStatus status = ActivityStatus.Running;
    private JournalEntry? end;
    private string? fault;
    private string? faultDetail;
    private string? faultCode;
    private bool isWaiting;
    private JsonObject? data;

    public void Add(JournalEntry entry)
    {
        if (entry.Data is not null && PlainJson.ParseNode(entry.Data) is JsonObject read)
            data = read;
        switch (entry.EventName)
        {
            case "Started" or "Resumed" or "Retried":
                (status, end, fault, isWaiting) = (ActivityStatus.Running, null, null, false);
                break;
            case "Suspended":
                isWaiting = true;
                break;
            case "Completed":
                (status, end, isWaiting) = (ActivityStatus.Completed, entry, false);
                break;
            case "Canceled":
                (status, end, isWaiting) = (ActivityStatus.Canceled, entry, false);
                break;
            case "Faulted":
                (status, end, fault, isWaiting) = (ActivityStatus.Faulted, entry, entry.Message ?? "", false);
                break;
        }
    }

    public void Explain(IncidentRow incident) => (faultCode, faultDetail) = (incident.Code, incident.Detail);

    /// <param name="instance">A container that was at work when its instance ended has ended with it.</param>
    public ExecutionAnswer Build(InstanceSummary instance)
    {
        var shown = status == ActivityStatus.Running && instance.Status == WorkflowStatus.Finished
            ? instance.SubStatus == WorkflowSubStatus.Faulted ? ActivityStatus.Faulted : ActivityStatus.Canceled
            : status;
        return new ExecutionAnswer(
            ExecutionId.Of(first.InstanceId, first.ActivityInstanceId!),
            first.InstanceId,
            first.ActivityId ?? "",
            first.NodeId ?? "",
            first.ActivityType ?? "",
            first.ActivityTypeVersion,
            first.ActivityName,
            first.Timestamp,
            end?.Timestamp ?? (shown == status ? null : instance.FinishedAt),
            shown,
            isWaiting && shown == ActivityStatus.Running,
            shown == ActivityStatus.Faulted ? 1 : 0,
            data?["activityState"]?.DeepClone() as JsonObject,
            data?["outputs"]?.DeepClone() as JsonObject,
            data?["payload"]?.DeepClone() as JsonObject,
            fault is null ? null : new ExceptionAnswer(faultCode ?? "fault", fault, faultDetail),
            first.ParentActivityInstanceId is null ? null : ExecutionId.Of(first.InstanceId, first.ParentActivityInstanceId));
    }
}
