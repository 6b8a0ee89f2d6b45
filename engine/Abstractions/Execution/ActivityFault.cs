namespace Orchestrator.Workflows;

/// <summary>What went wrong in an activity, as scopes and authors see it: the value of variable <c>Error</c> in a Catch.</summary>
public sealed record ActivityFault
{
    /// <summary>Short stable code, such as <c>vcd.busy-entity</c>; <c>exception</c> for an unexpected one.</summary>
    public required string Code { get; init; }

    /// <summary>Kind of error: the exception's name without its ending, such as <c>Timeout</c> or <c>HttpRequest</c>; <c>Fault</c> for an expected failure.</summary>
    public required string Type { get; init; }

    public required string Message { get; init; }

    public string? Detail { get; init; }

    /// <summary>True when the same may succeed later: the other side is down, overloaded or busy.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Activity where it began.</summary>
    public required string ActivityId { get; init; }

    public string? ActivityName { get; init; }

    public required string ActivityType { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Describes an exception of an activity.</summary>
    public static ActivityFault Of(Exception exception, IActivity activity, DateTimeOffset timestamp)
    {
        var fault = exception as WorkflowFaultException;
        var cause = fault?.InnerException ?? exception;
        return new ActivityFault
        {
            Code = fault?.Code ?? (exception as RemoteCallException)?.Code ?? "exception",
            Type = fault?.ErrorType ?? (cause is WorkflowFaultException ? "Fault" : ShortName(cause.GetType().Name)),
            Message = exception.Message,
            Detail = fault?.Detail ?? (fault is null ? exception.ToString() : null),
            IsTransient = cause is RemoteCallException { IsTransient: true } or HttpRequestException or TimeoutException or IOException,
            ActivityId = activity.Id,
            ActivityName = activity.Name,
            ActivityType = activity.Type,
            Timestamp = timestamp,
        };
    }

    private static string ShortName(string name) =>
        name.Length > "Exception".Length && name.EndsWith("Exception", StringComparison.Ordinal) ? name[..^"Exception".Length] : name;
}
