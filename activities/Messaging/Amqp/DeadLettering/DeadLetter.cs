namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>A message that could not be handled.</summary>
public sealed record DeadLetter
{
    /// <summary>Names the message in <c>replay</c> and <c>discard</c>. Messages with the same id and body share it.</summary>
    public required string Key { get; init; }

    /// <summary>Why it lies here; the broker's own word, such as <c>delivery_limit</c>, when the broker moved it.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it was published to.</summary>
    public string? Exchange { get; init; }

    public string? RoutingKey { get; init; }

    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? ContentType { get; init; }

    public required IReadOnlyDictionary<string, object?> Headers { get; init; }

    /// <summary>Bytes of the whole body.</summary>
    public required int Size { get; init; }

    /// <summary>At most 16 KiB of the body as text; values of credentials in a JSON body are replaced by <c>***</c>.</summary>
    public required string Body { get; init; }
}
