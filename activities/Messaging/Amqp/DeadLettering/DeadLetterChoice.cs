namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>Which dead letters are meant.</summary>
public sealed record DeadLetterChoice
{
    /// <summary>The queue, without <c>.dead</c>.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Keys of messages. Null: all that lie there now.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}
