using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>Ends vCD's task for a workflow that has ended without doing so, and tells of an incident.</summary>
internal sealed class BehaviorEndHandler(BehaviorReplies replies) : IOutboxHandler
{
    public const string MessageKind = "vcd-behavior-end";

    public string Kind => MessageKind;

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var notice = payload.Deserialize<EndNotice>(PlainJson.Options) ?? throw new JsonException("The notice is empty.");
        var task = BehaviorTask.From(notice.Data) ?? throw new JsonException("The notice names no task.");
        var reply = notice.SubStatus switch
        {
            "Cancelled" => new BehaviorReply { Task = task, Status = BehaviorReply.Aborted, Details = $"Run {notice.InstanceId} was cancelled." },
            "Faulted" => BehaviorReply.Failure(task, 500, "WORKFLOW_FAULTED", $"{notice.Message ?? "The workflow failed."} (run {notice.InstanceId})"),
            "Suspended" => new BehaviorReply { Task = task, Status = BehaviorReply.Running, Details = $"An incident must be settled: {notice.Message} (run {notice.InstanceId})" },
            _ => new BehaviorReply { Task = task, Status = BehaviorReply.Success, Progress = 100 },
        };
        return replies.SendAsync(reply with { At = notice.At }, cancellationToken);
    }
}
