namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>What vCD's task is told: the properties of its <c>TaskType</c> that change.</summary>
internal sealed record BehaviorReply
{
    public const string Running = "running";
    public const string Success = "success";
    public const string Error = "error";
    public const string Aborted = "aborted";

    public required BehaviorTask Task { get; init; }

    /// <summary>running, success, error or aborted.</summary>
    public required string Status { get; init; }

    public string? Operation { get; init; }

    public string? Details { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Progress { get; init; }

    /// <summary>The task's result.</summary>
    public string? Result { get; init; }

    /// <summary>Of an error; an HTTP status code.</summary>
    public int MajorErrorCode { get; init; } = 500;

    public string? MinorErrorCode { get; init; }

    public string? Message { get; init; }

    /// <summary>When it was said: of two updates the later one counts.</summary>
    public DateTimeOffset At { get; init; }

    public bool IsFinal => Status != Running;

    public static BehaviorReply Failure(BehaviorTask task, int code, string name, string message) =>
        new() { Task = task, Status = Error, MajorErrorCode = code, MinorErrorCode = name, Message = message };
}
