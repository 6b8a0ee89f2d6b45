namespace Orchestrator.Workflows;

/// <summary>
/// Payload of a message that tells somebody outside that an instance has ended, however it did (finished, cancelled or faulted), or stands still at an incident. It is committed
/// with that, so it is neither lost nor doubled; an instance that is retried tells its next end too.
/// </summary>
public sealed record EndNotice
{
    /// <summary>Instance property that holds what was asked for: <c>{kind, data}</c>.</summary>
    public const string Property = "TellsEnd";

    public required string InstanceId { get; init; }

    /// <summary>Finished, Cancelled or Faulted; Suspended when the instance has an incident and goes on when that is settled.</summary>
    public required string SubStatus { get; init; }

    /// <summary>Message of the last incident that is not settled; null when there is none.</summary>
    public string? Message { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As it was given to <see cref="Ask"/>.</summary>
    public object? Data { get; init; }

    /// <summary>Asks for an outbox message of this kind at the end of the instance; one at most.</summary>
    public static void Ask(WorkflowExecutionContext instance, string kind, Dictionary<string, object?> data)
    {
        ArgumentNullException.ThrowIfNull(instance);
        instance.Properties[Property] = new Dictionary<string, object?> { ["kind"] = kind, ["data"] = data };
    }

    public static void Withdraw(WorkflowExecutionContext instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        instance.Properties.Remove(Property);
    }
}
