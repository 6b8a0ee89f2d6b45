using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>
/// Tells vCloud Director's task how the behaviour goes that <see cref="VcdBehaviorInvoked"/> started the workflow with: its progress any number of times, then one end. It leaves
/// after the commit; the workflow goes on. vCD ignores what comes after the end.
/// </summary>
[Activity("Orchestrator", "vCloud Director", "Tells the task of a behaviour its progress, or its end.", DisplayName = "Reply to vCD behaviour")]
public sealed class ReplyToVcdBehavior : CodeActivity
{
    [Input(Description = "running tells progress; success, error and aborted end vCD's task.", UIHint = "dropdown", Options = ["success", "running", "error", "aborted"], DefaultValue = "success", Order = 1)]
    public Input<string>? Status { get; set; }

    [Input(Description = "The task's result when it succeeds: text as it is, anything else as JSON.", Order = 2)]
    public Input<object?>? Body { get; set; }

    [Input(Description = "What is being done, such as adding VM.", Order = 3)]
    public Input<string>? Operation { get; set; }

    [Input(Description = "More about it.", Order = 4)]
    public Input<string>? Details { get; set; }

    [Input(Description = "0 to 100.", Order = 5)]
    public Input<int?>? Progress { get; set; }

    [Input(DisplayName = "Error message", Description = "Why it failed; needed with error.", Category = "Error", Order = 6)]
    public Input<string>? ErrorMessage { get; set; }

    [Input(DisplayName = "Error code", Description = "Major error code: an HTTP status.", Category = "Error", DefaultValue = 500, Order = 7)]
    public Input<int>? ErrorCode { get; set; }

    [Input(DisplayName = "Error name", Description = "Minor error code, such as NO_CAPACITY.", Category = "Error", Order = 8)]
    public Input<string>? ErrorName { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var instance = context.WorkflowExecutionContext;
        var task = BehaviorTask.Of(instance)
            ?? throw new WorkflowFaultException($"There is no behaviour to answer: the workflow was not started by {VcdBehaviorInvoked.TypeName}.", "vcd.no-behavior");
        var status = Status.GetOrDefault(context) is { Length: > 0 } given ? given.Trim().ToLowerInvariant() : BehaviorReply.Success;
        if (status is not (BehaviorReply.Running or BehaviorReply.Success or BehaviorReply.Error or BehaviorReply.Aborted))
            throw new WorkflowFaultException($"'{status}' is no status of a task: give running, success, error or aborted.", "vcd.bad-status");
        var progress = Progress.GetOrDefault(context);
        if (progress is < 0 or > 100)
            throw new WorkflowFaultException($"{progress} is no progress: give 0 to 100.", "vcd.bad-progress");
        var code = ErrorCode.GetOrDefault(context) is var number && number == 0 ? 500 : number;
        var message = ErrorMessage.GetOrDefault(context);
        if (status == BehaviorReply.Error && (string.IsNullOrWhiteSpace(message) || code is < 400 or > 599))
            throw new WorkflowFaultException("An error needs an error message, and an error code from 400 to 599.", "vcd.bad-error");
        var reply = new BehaviorReply
        {
            Task = task,
            Status = status,
            Operation = NullIfEmpty(Operation.GetOrDefault(context)),
            Details = NullIfEmpty(Details.GetOrDefault(context)),
            Progress = progress ?? (status == BehaviorReply.Success ? 100 : null),
            Result = Text(PlainValue.From(Body is null ? null : context.Get(Body))),
            MajorErrorCode = code,
            MinorErrorCode = NullIfEmpty(ErrorName.GetOrDefault(context)),
            Message = message,
            At = instance.TimeProvider.GetUtcNow(),
        };
        context.AddExecutionLogEntry("Replied", $"Told vCloud Director's task {task.TaskId}: {status}.");
        context.Send(new OutboxMessage(BehaviorReplyHandler.MessageKind, reply));
        if (reply.IsFinal)
            EndNotice.Withdraw(instance);
        context.CheckpointWhenDone();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Text(object? value) => value is null or string ? (string?)value : JsonSerializer.Serialize(value, PlainJson.Options);
}
